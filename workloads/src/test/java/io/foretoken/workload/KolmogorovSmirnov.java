package io.foretoken.workload;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The one-sample Kolmogorov-Smirnov statistic and its critical value. */
public final class KolmogorovSmirnov {
  private KolmogorovSmirnov() {}

  /** Largest distance between the sample's distribution function and the given one. */
  public static double statistic(double[] sample, DoubleUnaryOperator cumulative) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    double largest = 0;
    int n = sorted.length;
    for (int i = 0; i < n; i++) {
      double f = cumulative.applyAsDouble(sorted[i]);
      largest = Math.max(largest, Math.max((i + 1.0) / n - f, f - (double) i / n));
    }
    return largest;
  }

  /**
   * Asymptotic critical value at level 0.001: K(0.001) / sqrt(n) with K = 1.9495 (Smirnov 1948). A
   * right sampler exceeds it for one seed in a thousand; the seeds here are fixed.
   */
  public static double critical(int n) {
    return 1.9495 / Math.sqrt(n);
  }
}
