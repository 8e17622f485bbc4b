package io.foretoken.sim.route;

/** Chooses the replica that a request goes to. */
public interface Router {
  /**
   * Chooses a replica.
   *
   * @param outstanding requests sent to each replica whose clients have no complete answer yet
   * @return its number
   */
  int choose(int[] outstanding);
}
