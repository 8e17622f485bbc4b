package io.foretoken.validation.decision;

import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.score.ScoredRun;
import java.util.List;
import java.util.Map;

/** Whether a deployment is overloaded, or its running batch limited by KV memory. */
final class LoadVerdicts {
  private LoadVerdicts() {}

  /** Adds on how many pairs of a concurrency and its half the verdict on KV memory is right. */
  static void scoreKvLimited(List<ServingPoint> points, Map<String, Double> figures) {
    int pairs = 0;
    int right = 0;
    int limited = 0;
    int found = 0;
    for (List<ServingPoint> curve : ServingPoint.group(points, ServingPoint::curve).values()) {
      Map<Integer, Boolean> predicted = ConcurrencyCurve.of(curve, false).kvLimited();
      for (Map.Entry<Integer, Boolean> truth :
          ConcurrencyCurve.of(curve, true).kvLimited().entrySet()) {
        boolean said = predicted.getOrDefault(truth.getKey(), false);
        pairs++;
        right += said == truth.getValue() ? 1 : 0;
        limited += truth.getValue() ? 1 : 0;
        found += truth.getValue() && said ? 1 : 0;
      }
    }
    if (pairs > 0) {
      figures.put("kv_limited_pairs", (double) pairs);
      figures.put("kv_limited_right", 100.0 * right / pairs);
      figures.put("kv_limited_measured", (double) limited);
      figures.put("kv_limited_found", (double) found);
    }
  }

  /** Adds on how many open-loop runs the verdict on overload is right. */
  static void scoreOverload(List<ScoredRun> runs, Map<String, Double> figures) {
    List<ScoredRun> open =
        runs.stream().filter(scored -> scored.run().regime() != Regime.FINITE).toList();
    if (open.isEmpty()) {
      return;
    }
    long right =
        open.stream()
            .filter(
                scored ->
                    scored.prediction().overloaded()
                        == (scored.run().regime() == Regime.OVERLOADED))
            .count();
    long overloaded =
        open.stream().filter(scored -> scored.run().regime() == Regime.OVERLOADED).count();
    figures.put("overload_runs", (double) open.size());
    figures.put("overload_measured", (double) overloaded);
    figures.put("overload_wrong", (double) (open.size() - right));
  }
}
