package io.foretoken.validation.decision;

import io.foretoken.validation.score.ErrorSummary;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Objectives to try: percentiles of what was measured of one model and length. */
final class Thresholds {
  private static final double[] PERCENTS = {10, 30, 50, 70, 90};

  private Thresholds() {}

  /** The 10th, 30th, 50th, 70th and 90th percentile. */
  static double[] of(List<ServingPoint> points, ToDoubleFunction<ServingPoint> figure) {
    double[] values = points.stream().mapToDouble(figure).toArray();
    return Arrays.stream(PERCENTS).map(p -> ErrorSummary.percentile(values, p)).toArray();
  }
}
