package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.Metric;
import java.util.Arrays;

/**
 * One thing that a fit looks at: a latency of a group of like requests of one run, or a figure of a
 * run whose requests are not known.
 *
 * @param run index of the run
 * @param quantity TTFT, TPOT or, of figures alone, another
 * @param metric the figure; of a group the mean of its quantity
 * @param requests the group; empty for a figure
 * @param measured seconds, or tokens a second, of a figure; 0 for a group
 * @param label what distinguishes the group from others of the run; empty for the only one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Target(
    int run,
    Metric.Quantity quantity,
    Metric metric,
    int[] requests,
    double measured,
    String label) {
  /** Share of requests left out at either end before a group's mean is taken. */
  private static final double TRIM = 0.05;

  boolean isGroup() {
    return requests.length > 0;
  }

  /** A request's latency, nanoseconds. */
  static double latency(Metric.Quantity quantity, RequestTimes times, int[] output, int request) {
    long ttft = times.ttftNanos()[request];
    return quantity == Metric.Quantity.TTFT
        ? ttft
        : (double) (times.e2eNanos()[request] - ttft) / (output[request] - 1);
  }

  /** Mean without the ends: a few stalls do not move it. */
  static double trimmedMean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int cut = (int) (TRIM * sorted.length);
    double sum = 0;
    for (int i = cut; i < sorted.length - cut; i++) {
      sum += sorted[i];
    }
    return sum / (sorted.length - 2 * cut);
  }
}
