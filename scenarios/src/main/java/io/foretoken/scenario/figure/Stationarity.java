package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.TimeWeighted;

/**
 * Whether service keeps up with arrivals: the number of requests in flight may not drift upwards
 * ({@link DriftTest}), nor may the wait at the clients grow.
 */
final class Stationarity {
  private static final double QUEUE_GROWTH = 1.5;
  private static final double NANOS_PER_SECOND = 1e9;

  private Stationarity() {}

  /**
   * Judges requests that do not wait for answers to earlier ones.
   *
   * @param inFlight how many of them were in flight
   * @param rows those of them that are measured and finished
   * @param from start of the time judged, ns
   * @param to end of arrivals, ns
   * @param arrivals requests sent or meant to be sent in that time
   */
  static boolean keepsUp(
      TimeWeighted inFlight, RequestColumns rows, long from, long to, long arrivals) {
    long quarter = (to - from) / 4;
    if (quarter <= 0 || arrivals == 0) {
      return true;
    }
    // The first quarter may still hold the filling of an empty system.
    boolean grows = DriftTest.growsIn(inFlight, from + quarter, to, 0.75 * arrivals);
    return !grows && !clientQueueGrows(rows);
  }

  private static boolean clientQueueGrows(RequestColumns rows) {
    int quarter = rows.size() / 4;
    if (quarter == 0) {
      return false;
    }
    double second = meanClientQueue(rows, quarter, 2 * quarter);
    double last = meanClientQueue(rows, 3 * quarter, rows.size());
    return last > NANOS_PER_SECOND && last > QUEUE_GROWTH * second;
  }

  private static double meanClientQueue(RequestColumns rows, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      sum += rows.clientQueue(row);
    }
    return sum / (to - from);
  }
}
