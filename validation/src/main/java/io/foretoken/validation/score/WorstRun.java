package io.foretoken.validation.score;

import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.replay.EngineFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A run by its worst reported figure.
 *
 * @param scored the run
 * @param metric the figure
 * @param error its error, percent
 */
public record WorstRun(ScoredRun scored, Metric metric, double error) {
  private static final double NEAR_FULL = 0.95;

  /** The runs with the largest errors, the worst first. */
  public static List<WorstRun> of(List<ScoredRun> runs, int most) {
    List<WorstRun> worst = new ArrayList<>();
    runs.forEach(scored -> add(scored, worst));
    worst.sort(Comparator.comparingDouble(run -> -Math.abs(run.error)));
    return List.copyOf(worst.subList(0, Math.min(most, worst.size())));
  }

  private static void add(ScoredRun scored, List<WorstRun> worst) {
    Metric at = null;
    double largest = 0;
    for (Metric metric : Metric.REPORTED) {
      double error = scored.error(metric).orElse(0);
      if (Math.abs(error) > Math.abs(largest)) {
        largest = error;
        at = metric;
      }
    }
    if (at != null) {
      worst.add(new WorstRun(scored, at, largest));
    }
  }

  /** What sets the run apart, the most telling first. */
  public String why() {
    List<String> reasons = new ArrayList<>();
    EngineFigures engines = scored.prediction().engines();
    boolean measured = scored.run().regime() == Regime.OVERLOADED;
    if (scored.run().regime() != Regime.FINITE && measured != scored.prediction().overloaded()) {
      reasons.add(
          measured
              ? "overloaded when measured, keeps up in the prediction"
              : "kept up when measured, overloaded in the prediction");
    } else if (measured) {
      reasons.add("overloaded: small errors of the capacity become large ones of the wait");
    }
    if (engines.kvPeak() > NEAR_FULL) {
      reasons.add("KV cache full, " + engines.preemptions() + " preemptions predicted");
    }
    reasons.addAll(scored.run().assumptions());
    reasons.addAll(scored.prediction().assumptions());
    if (!scored.prediction().provenance().equals("calibrated")) {
      reasons.add("step times are " + scored.prediction().provenance());
    }
    reasons.add("limited by " + engines.limit() + " in the prediction");
    return String.join("; ", reasons);
  }
}
