package io.foretoken.workload.trace;

import java.util.Arrays;

/**
 * Statistics of a column of token counts. Percentiles are exact, interpolated linearly between
 * order statistics.
 *
 * @param mean in tokens
 * @param standardDeviation in tokens
 * @param min shortest
 * @param p50 median
 * @param p90 90th percentile
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param max longest
 * @param sum all tokens together
 */
public record LengthSummary(
    double mean,
    double standardDeviation,
    int min,
    double p50,
    double p90,
    double p95,
    double p99,
    int max,
    long sum) {

  /**
   * @param sorted ascending, at least one
   */
  static LengthSummary ofSorted(int[] sorted) {
    long sum = Arrays.stream(sorted).asLongStream().sum();
    double mean = (double) sum / sorted.length;
    double squares = 0;
    for (int tokens : sorted) {
      squares += (tokens - mean) * (tokens - mean);
    }
    return new LengthSummary(
        mean,
        Math.sqrt(squares / sorted.length),
        sorted[0],
        quantile(sorted, 0.5),
        quantile(sorted, 0.9),
        quantile(sorted, 0.95),
        quantile(sorted, 0.99),
        sorted[sorted.length - 1],
        sum);
  }

  static double quantile(int[] sorted, double p) {
    double position = p * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
