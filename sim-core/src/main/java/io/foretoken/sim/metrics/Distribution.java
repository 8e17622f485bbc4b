package io.foretoken.sim.metrics;

import java.util.Arrays;

/**
 * Exact statistics of a set of observations: mean, and percentiles by linear interpolation between
 * order statistics (NumPy's default, which the benchmark tools use).
 *
 * <p>Example: of 10, 20, 30, 40 the median is 25 and p90 is 37 (position 0.9 x 3 = 2.7).
 */
public final class Distribution {
  private final long[] sorted;
  private final double mean;

  private Distribution(long[] sorted, double mean) {
    this.sorted = sorted;
    this.mean = mean;
  }

  /** Sorts the values in place and keeps them. */
  public static Distribution of(long[] values) {
    double sum = 0;
    for (long value : values) {
      sum += value;
    }
    Arrays.sort(values);
    return new Distribution(values, values.length == 0 ? Double.NaN : sum / values.length);
  }

  /** Number of observations. */
  public int count() {
    return sorted.length;
  }

  /** Arithmetic mean, NaN without observations. */
  public double mean() {
    return mean;
  }

  /**
   * A percentile, NaN without observations.
   *
   * @param percent in [0, 100]
   */
  public double percentile(double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) position;
    if (below + 1 >= sorted.length) {
      return sorted[sorted.length - 1];
    }
    double fraction = position - below;
    return sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
  }

  /** Largest observation, 0 without any. */
  public long max() {
    return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
  }
}
