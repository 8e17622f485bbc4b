package io.foretoken.validation.score;

import java.util.Arrays;
import java.util.Collection;

/**
 * Errors of one figure over runs, percent. Percentiles interpolate linearly.
 *
 * <p>Example: errors -10, 0, 20 have median 10, mean 10, p90 18 and bias 3.33.
 *
 * @param runs how many
 * @param medianApe median absolute percentage error
 * @param meanApe mean absolute percentage error
 * @param p90Ape 90th percentile of the absolute percentage error
 * @param bias mean signed percentage error: positive where predictions are too high
 */
public record ErrorSummary(int runs, double medianApe, double meanApe, double p90Ape, double bias) {
  /**
   * Sums up.
   *
   * @param signed signed errors, at least one, percent
   */
  public static ErrorSummary of(Collection<Double> signed) {
    double[] absolute = signed.stream().mapToDouble(Math::abs).sorted().toArray();
    return new ErrorSummary(
        absolute.length,
        percentile(absolute, 50),
        mean(absolute),
        percentile(absolute, 90),
        mean(signed.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /**
   * A percentile by linear interpolation between order statistics.
   *
   * @param values in any order, at least one
   */
  public static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) position;
    if (below + 1 >= sorted.length) {
      return sorted[sorted.length - 1];
    }
    return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
  }
}
