package io.foretoken.validation.decision;

import io.foretoken.validation.score.ErrorSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which configuration is best under an objective. For every model and length and every pair of
 * thresholds: of the configurations that meet the pair, the one with the most tokens per second and
 * GPU; regret is how far the measured rate of the one we would choose lies below the best measured
 * one.
 *
 * <p>Where we would choose none although some meet the pair, all is lost: regret 100 %. A choice
 * that in truth misses the pair is counted apart; its regret is not below 0.
 */
final class ConfigurationChoice {
  private final List<Double> regrets = new ArrayList<>();
  private int missing;

  private ConfigurationChoice() {}

  /** Adds the figures of a suite. */
  static void score(List<ServingPoint> points, Map<String, Double> figures) {
    ConfigurationChoice choice = new ConfigurationChoice();
    List<ServingPoint> usable = points.stream().filter(ServingPoint::hasTtft).toList();
    ServingPoint.group(usable, ServingPoint::workload).values().forEach(choice::add);
    if (choice.regrets.isEmpty()) {
      return;
    }
    double[] regrets = choice.regrets.stream().mapToDouble(Double::doubleValue).toArray();
    figures.put("choices", (double) regrets.length);
    figures.put("choices_missing_slo", (double) choice.missing);
    figures.put("regret_mean", choice.regrets.stream().mapToDouble(r -> r).average().orElse(0));
    figures.put("regret_median", ErrorSummary.percentile(regrets, 50));
    figures.put("regret_p90", ErrorSummary.percentile(regrets, 90));
  }

  private void add(List<ServingPoint> points) {
    if (points.size() < 2) {
      return;
    }
    for (double ttft : Thresholds.of(points, ServingPoint::measuredTtft)) {
      for (double tpot : Thresholds.of(points, ServingPoint::measuredTpot)) {
        choose(points, ttft, tpot);
      }
    }
  }

  private void choose(List<ServingPoint> points, double ttft, double tpot) {
    ServingPoint best = null;
    ServingPoint chosen = null;
    for (ServingPoint point : points) {
      boolean meets = point.measuredTtft() <= ttft && point.measuredTpot() <= tpot;
      if (meets && (best == null || point.measuredTokensPerGpu() > best.measuredTokensPerGpu())) {
        best = point;
      }
      boolean expected = point.predictedTtft() <= ttft && point.predictedTpot() <= tpot;
      if (expected
          && (chosen == null || point.predictedTokensPerGpu() > chosen.predictedTokensPerGpu())) {
        chosen = point;
      }
    }
    if (best == null) {
      return;
    }
    if (chosen == null) {
      regrets.add(100.0);
      return;
    }
    if (chosen.measuredTtft() > ttft || chosen.measuredTpot() > tpot) {
      missing++;
    }
    double share = chosen.measuredTokensPerGpu() / best.measuredTokensPerGpu();
    regrets.add(Math.max(0, 100 * (1 - share)));
  }
}
