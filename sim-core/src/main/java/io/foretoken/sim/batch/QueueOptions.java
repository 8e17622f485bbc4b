package io.foretoken.sim.batch;

/**
 * How requests wait in an engine.
 *
 * @param order name of the order in its registry, such as "fcfs"
 * @param mostWaiting a request that finds so many waiting in its replica is rejected; 0 for no such
 *     limit
 */
public record QueueOptions(String order, int mostWaiting) {
  /** First come, first served, without a limit. */
  public static final QueueOptions FCFS = new QueueOptions(FcfsQueue.NAME, 0);

  /** An order without a limit. */
  public static QueueOptions of(String order) {
    return new QueueOptions(order, 0);
  }

  /** The same order with a limit. */
  public QueueOptions withMostWaiting(int requests) {
    return new QueueOptions(order, requests);
  }
}
