package io.foretoken.validation.decision;

import java.util.List;
import java.util.Map;

/**
 * Whether an objective holds: predicted and measured verdicts over every configuration and every
 * pair of thresholds of its model and length.
 */
final class ObjectiveVerdicts {
  private int bothHold;
  private int onlyPredicted;
  private int onlyMeasured;
  private int neither;

  private ObjectiveVerdicts() {}

  /** Adds precision (of those said to hold, how many do) and recall (of those that hold). */
  static void score(List<ServingPoint> points, Map<String, Double> figures) {
    ObjectiveVerdicts verdicts = new ObjectiveVerdicts();
    List<ServingPoint> usable = points.stream().filter(ServingPoint::hasTtft).toList();
    ServingPoint.group(usable, ServingPoint::workload).values().forEach(verdicts::add);
    int all = verdicts.bothHold + verdicts.onlyPredicted + verdicts.onlyMeasured + verdicts.neither;
    if (all == 0) {
      return;
    }
    figures.put("slo_verdicts", (double) all);
    putShare(figures, "slo_precision", verdicts.bothHold, verdicts.onlyPredicted);
    putShare(figures, "slo_recall", verdicts.bothHold, verdicts.onlyMeasured);
  }

  private static void putShare(Map<String, Double> figures, String name, int right, int wrong) {
    if (right + wrong > 0) {
      figures.put(name, 100.0 * right / (right + wrong));
    }
  }

  private void add(List<ServingPoint> points) {
    for (double ttft : Thresholds.of(points, ServingPoint::measuredTtft)) {
      for (double tpot : Thresholds.of(points, ServingPoint::measuredTpot)) {
        for (ServingPoint point : points) {
          count(
              point.predictedTtft() <= ttft && point.predictedTpot() <= tpot,
              point.measuredTtft() <= ttft && point.measuredTpot() <= tpot);
        }
      }
    }
  }

  private void count(boolean predicted, boolean measured) {
    if (predicted && measured) {
      bothHold++;
    } else if (predicted) {
      onlyPredicted++;
    } else if (measured) {
      onlyMeasured++;
    } else {
      neither++;
    }
  }
}
