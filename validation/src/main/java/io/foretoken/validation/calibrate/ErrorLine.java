package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.Metric;
import java.util.Map;

/**
 * The error of one figure over some runs, before the fit and after it.
 *
 * @param metric the figure
 * @param runs how many have it
 * @param beforePercent median absolute error with the profile that the fit started from
 * @param afterPercent the same with the fitted one
 * @param worstPercent largest absolute error with the fitted one
 * @param spread root mean square of ln(measured / predicted) with the fitted one
 */
public record ErrorLine(
    Metric metric,
    int runs,
    double beforePercent,
    double afterPercent,
    double worstPercent,
    double spread) {
  private static final Map<Metric, String> LABELS =
      Map.of(
          Metric.TTFT_MEAN, "TTFT mean",
          Metric.TTFT_P90, "TTFT p90",
          Metric.TPOT_MEAN, "TPOT mean",
          Metric.E2E_MEAN, "E2E mean",
          Metric.OUTPUT_THROUGHPUT, "throughput");

  /** Name of the figure, for people. */
  public String label() {
    return label(metric);
  }

  /** Name of a figure, for people. */
  public static String label(Metric metric) {
    return LABELS.getOrDefault(metric, metric.key());
  }
}
