package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.TimeWeighted;

/**
 * Whether service keeps up with arrivals. A first cut: the number of requests in flight may not
 * grow from the second to the last quarter of the arrivals by more than chance, nor may the wait at
 * the clients.
 */
final class Stationarity {
  private static final double DRIFT_OF_ARRIVALS = 0.03;
  private static final double CHANCE = 4;
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
    double second = mean(inFlight, from + quarter, from + 2 * quarter);
    double last = mean(inFlight, from + 3 * quarter, to);
    double unserved = (last - second) / 2.0 / (quarter / NANOS_PER_SECOND);
    double rate = arrivals / ((to - from) / NANOS_PER_SECOND);
    boolean grows =
        unserved > DRIFT_OF_ARRIVALS * rate && last - second > CHANCE * Math.sqrt(second + 1);
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

  private static double mean(TimeWeighted quantity, long from, long to) {
    long width = quantity.bucketNanos();
    double area = 0;
    for (long bucket = from / width; bucket * width < to && bucket < quantity.buckets(); bucket++) {
      long start = Math.max(from, bucket * width);
      long end = Math.min(to, (bucket + 1) * width);
      area += quantity.area((int) bucket) * ((end - start) / (double) width);
    }
    return area / (to - from);
  }
}
