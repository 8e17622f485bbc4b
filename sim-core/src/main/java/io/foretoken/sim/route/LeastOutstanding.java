package io.foretoken.sim.route;

/**
 * The replica with the fewest requests outstanding; of several, the first after the one chosen
 * last, so that an idle fleet is used evenly.
 */
public final class LeastOutstanding implements Router {
  /** Name in the registry of routers. */
  public static final String NAME = "least-outstanding";

  private int last = -1;

  @Override
  public int choose(int[] outstanding) {
    int best = -1;
    for (int step = 1; step <= outstanding.length; step++) {
      int replica = (last + step) % outstanding.length;
      if (best < 0 || outstanding[replica] < outstanding[best]) {
        best = replica;
      }
    }
    last = best;
    return best;
  }
}
