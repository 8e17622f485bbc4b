package io.foretoken.validation.decision;

import io.foretoken.validation.score.ErrorSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much load a configuration takes within a TPOT limit: relative error of the largest
 * concurrency, over curves and limits. Where the measured curve does not cross the limit the
 * question is left out and counted; where only the predicted one does not, its nearer end counts.
 */
final class LargestConcurrency {
  private final List<Double> errors = new ArrayList<>();
  private int withoutCrossing;
  private int predictedWithoutCrossing;

  private LargestConcurrency() {}

  /** Adds the figures of a suite. */
  static void score(List<ServingPoint> points, Map<String, Double> figures) {
    LargestConcurrency largest = new LargestConcurrency();
    ServingPoint.group(points, ServingPoint::workload)
        .values()
        .forEach(
            workload -> {
              double[] limits = Thresholds.of(workload, ServingPoint::measuredTpot);
              ServingPoint.group(workload, ServingPoint::curve)
                  .values()
                  .forEach(curve -> largest.add(curve, limits));
            });
    if (largest.errors.isEmpty()) {
      return;
    }
    double[] errors = largest.errors.stream().mapToDouble(Double::doubleValue).toArray();
    figures.put("largest_concurrency_cases", (double) errors.length);
    figures.put("largest_concurrency_without_crossing", (double) largest.withoutCrossing);
    figures.put(
        "largest_concurrency_predicted_without_crossing",
        (double) largest.predictedWithoutCrossing);
    figures.put("largest_concurrency_median_error", ErrorSummary.percentile(errors, 50));
    figures.put("largest_concurrency_p90_error", ErrorSummary.percentile(errors, 90));
  }

  private void add(List<ServingPoint> points, double[] limits) {
    ConcurrencyCurve measured = ConcurrencyCurve.of(points, true);
    ConcurrencyCurve predicted = ConcurrencyCurve.of(points, false);
    if (measured.size() < 2) {
      return;
    }
    for (double limit : limits) {
      OptionalDouble truth = measured.largestWithin(limit);
      if (truth.isEmpty()) {
        withoutCrossing++;
      } else {
        double answer = answer(predicted, limit);
        errors.add(100 * Math.abs(answer - truth.getAsDouble()) / truth.getAsDouble());
      }
    }
  }

  private double answer(ConcurrencyCurve predicted, double limit) {
    OptionalDouble crossing = predicted.largestWithin(limit);
    if (crossing.isPresent()) {
      return crossing.getAsDouble();
    }
    predictedWithoutCrossing++;
    return predicted.isAbove(limit) ? predicted.least() : predicted.most();
  }
}
