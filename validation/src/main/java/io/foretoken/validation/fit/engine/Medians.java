package io.foretoken.validation.fit.engine;

import io.foretoken.validation.measured.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Median absolute errors of the figures of a {@link FitTarget}, as tables show them. */
final class Medians {
  private Medians() {}

  /** Such as {@code 3.7 / 2.6}: TTFT and TPOT, or else what there is; a dash for neither. */
  static String of(FitTarget target, double[] errors, String suite) {
    return String.join(
        " / ",
        List.of(
            median(target, errors, suite, Metric.TTFT_MEAN),
            median(target, errors, suite, Metric.TPOT_MEAN),
            median(
                target,
                errors,
                suite,
                suite.equals("published-throughput")
                    ? Metric.OUTPUT_THROUGHPUT
                    : Metric.E2E_MEAN)));
  }

  private static String median(FitTarget target, double[] errors, String suite, Metric metric) {
    double[] own =
        IntStream.range(0, errors.length)
            .filter(i -> target.figures().get(i).run().suite().equals(suite))
            .filter(i -> target.figures().get(i).metric() == metric)
            .filter(i -> !Double.isNaN(errors[i]))
            .mapToDouble(i -> percent(errors[i]))
            .toArray();
    return own.length == 0 ? "-" : String.format(Locale.ROOT, "%.1f", median(own));
  }

  /** A logarithm of predicted over measured as an absolute error, percent. */
  static double percent(double error) {
    return 100 * Math.abs(StrictMath.exp(error) - 1);
  }

  /** The middle value; NaN of none. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
