package io.foretoken.sim.metrics;

/**
 * Exact statistics of a set of observations: mean, and percentiles by linear interpolation between
 * order statistics (NumPy's default, which the benchmark tools use).
 *
 * <p>Example: of 10, 20, 30, 40 the median is 25 and p90 is 37 (position 0.9 x 3 = 2.7).
 *
 * <p>Asking orders the observations as far as it must, so it is for one thread.
 */
public final class Distribution {
  private final RankedValues values;
  private final double mean;
  private final long max;

  private Distribution(RankedValues values, double mean, long max) {
    this.values = values;
    this.mean = mean;
    this.max = max;
  }

  /** Keeps the values, and orders them in place. */
  public static Distribution of(long[] values) {
    double sum = 0;
    long max = 0;
    for (long value : values) {
      sum += value;
      max = Math.max(max, value);
    }
    double mean = values.length == 0 ? Double.NaN : sum / values.length;
    return new Distribution(new RankedValues(values), mean, max);
  }

  /** Number of observations. */
  public int count() {
    return values.size();
  }

  /** Arithmetic mean, NaN without observations. */
  public double mean() {
    return mean;
  }

  /**
   * A percentile, NaN without observations. The first few are fastest in ascending order.
   *
   * @param percent in [0, 100]
   */
  public double percentile(double percent) {
    if (values.size() == 0) {
      return Double.NaN;
    }
    double position = percent / 100 * (values.size() - 1);
    int below = (int) position;
    long low = values.at(below);
    if (below + 1 >= values.size()) {
      return low;
    }
    double fraction = position - below;
    return low + fraction * (values.at(below + 1) - low);
  }

  /** Largest observation, 0 without any. */
  public long max() {
    return max;
  }
}
