package io.foretoken.validation.fit.band;

import java.util.Arrays;

/**
 * Order statistics with the correction for finite samples that makes the ends of a band hold for
 * one more observation of the same kind (split conformal prediction; Vovk, Gammerman, Shafer,
 * Algorithmic Learning in a Random World, 2005).
 *
 * <p>Example: of 39 observations, 5 % of the next ones lie below the second smallest, since each of
 * the 40 gaps between them is equally likely: 2 / 40 = 5 %.
 */
final class Quantiles {
  private Quantiles() {}

  /** Fewest observations of which a share of {@code tail} can lie beyond an end. */
  static int fewest(double tail) {
    return (int) Math.ceil(1 / tail - 1 - 1e-9);
  }

  /**
   * The value below which the next observation lies with a probability of at most {@code tail}.
   *
   * @param sorted ascending, at least {@link #fewest}
   */
  static double lower(double[] sorted, double tail) {
    int rank = (int) Math.floor(tail * (sorted.length + 1) + 1e-9);
    if (rank < 1) {
      throw new IllegalArgumentException(sorted.length + " observations are too few");
    }
    return sorted[rank - 1];
  }

  /** The same above. */
  static double upper(double[] sorted, double tail) {
    double[] mirrored = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      mirrored[i] = -sorted[sorted.length - 1 - i];
    }
    return -lower(mirrored, tail);
  }

  /** The middle of values in any order, at least one. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
