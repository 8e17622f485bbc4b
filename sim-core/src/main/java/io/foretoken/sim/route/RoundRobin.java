package io.foretoken.sim.route;

/** One replica after the other. */
public final class RoundRobin implements Router {
  /** Name in the registry of routers. */
  public static final String NAME = "round-robin";

  private int next;

  @Override
  public int choose(int[] outstanding) {
    int chosen = next;
    next = (next + 1) % outstanding.length;
    return chosen;
  }
}
