package io.foretoken.validation.benchmark;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a histogram counted between two scrapes. A percentile lies somewhere in its bucket: it is
 * taken where it would be if the bucket's observations lay evenly, and may be off by as much as the
 * bucket reaches to either side.
 *
 * <p>Example: of 10 observations, 4 up to 0.1 and 10 up to 0.3, the median is the 5th: in the
 * second bucket, a sixth of it up from 0.1 to 0.3: 0.133, off by at most 0.167.
 */
final class MetricsHistogram {
  private final TreeMap<Double, Double> cumulative = new TreeMap<>();
  private final double count;
  private final double sum;

  /** The later scrape less the earlier one. */
  MetricsHistogram(MetricsScrape earlier, MetricsScrape later, String name) {
    Map<Double, Double> before = earlier.buckets(name);
    later
        .buckets(name)
        .forEach((bound, value) -> cumulative.put(bound, value - before.getOrDefault(bound, 0.0)));
    count = delta(earlier, later, name + "_count");
    sum = delta(earlier, later, name + "_sum");
  }

  private static double delta(MetricsScrape earlier, MetricsScrape later, String name) {
    double before = earlier.sum(name);
    return later.sum(name) - (Double.isNaN(before) ? 0 : before);
  }

  /** Observations; NaN where there is no such histogram. */
  double count() {
    return count;
  }

  /** Their mean. */
  double mean() {
    return sum / count;
  }

  /**
   * A percentile and what it may be off by.
   *
   * @return value and uncertainty; NaN beyond the last bound
   */
  double[] percentile(double percent) {
    double rank = percent / 100 * count;
    double low = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      double bound = bucket.getKey();
      double here = bucket.getValue() - below;
      if (bucket.getValue() >= rank && here > 0) {
        double value = low + (bound - low) * (rank - below) / here;
        return Double.isInfinite(bound)
            ? new double[] {Double.NaN, Double.NaN}
            : new double[] {value, Math.max(value - low, bound - value)};
      }
      low = bound;
      below = bucket.getValue();
    }
    return new double[] {Double.NaN, Double.NaN};
  }
}
