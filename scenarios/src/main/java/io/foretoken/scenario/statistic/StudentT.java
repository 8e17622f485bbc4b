package io.foretoken.scenario.statistic;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * 95 % confidence intervals of a mean: mean +- t(0.975, n - 1) s / sqrt(n).
 *
 * <p>Example: of 10, 12, 14 the mean is 12 and s is 2; t(0.975, 2) = 4.3027, so the half-width is
 * 4.3027 x 2 / sqrt(3) = 4.968.
 */
public final class StudentT {
  /** Share of intervals that contain the true mean. */
  public static final double CONFIDENCE = 0.95;

  private static final double UPPER = (1 + CONFIDENCE) / 2;

  private StudentT() {}

  /** The interval of independent observations, at least one. */
  public static Interval of(double... values) {
    int count = values.length;
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / count;
    if (count < 2) {
      return new Interval(mean, Double.NaN, count);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / (count - 1));
    return new Interval(mean, quantile(count - 1) * deviation / Math.sqrt(count), count);
  }

  /** The 0.975 quantile of the t distribution. */
  static double quantile(int degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(UPPER);
  }
}
