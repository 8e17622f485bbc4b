package io.foretoken.validation.export;

import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.score.ScoredRun;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code worst.csv}: the ten runs with the largest errors, each by its worst reported figure, and
 * what is known of why.
 */
public final class WorstCsv {
  static final String HEADER = "suite,run,metric,measured,predicted,error_pct,why";
  private static final int RUNS = 10;
  private static final int VALUE_DECIMALS = 9;
  private static final int ERROR_DECIMALS = 4;
  private static final double NEAR_FULL = 0.95;

  private record Worst(ScoredRun scored, Metric metric, double error) {}

  private WorstCsv() {}

  /** Writes the content. */
  public static void write(Writer out, ValidationResult result) throws IOException {
    out.write(HEADER);
    out.write('\n');
    CsvLine line = new CsvLine(out);
    List<Worst> worst = new ArrayList<>();
    result.scored().forEach(scored -> addWorst(scored, worst));
    worst.sort(Comparator.comparingDouble((Worst w) -> -Math.abs(w.error)));
    for (Worst each : worst.subList(0, Math.min(RUNS, worst.size()))) {
      ScoredRun scored = each.scored;
      line.text(scored.run().suite()).text(scored.run().id()).text(each.metric.key());
      line.number(scored.run().figures().get(each.metric), VALUE_DECIMALS);
      line.number(scored.prediction().figures().get(each.metric), VALUE_DECIMALS);
      line.number(each.error, ERROR_DECIMALS).text(why(scored));
      line.end();
    }
  }

  private static void addWorst(ScoredRun scored, List<Worst> worst) {
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
      worst.add(new Worst(scored, at, largest));
    }
  }

  /** What sets the run apart, the most telling first. */
  static String why(ScoredRun scored) {
    List<String> reasons = new ArrayList<>();
    RunFigures details = scored.prediction().details();
    boolean measured = scored.run().regime() == Regime.OVERLOADED;
    if (scored.run().regime() != Regime.FINITE && measured != scored.prediction().overloaded()) {
      reasons.add(
          measured
              ? "overloaded when measured, keeps up in the prediction"
              : "kept up when measured, overloaded in the prediction");
    } else if (measured) {
      reasons.add("overloaded: small errors of the capacity become large ones of the wait");
    }
    PoolFigures pool = details.pools().get(0);
    if (pool.kvPeak() > NEAR_FULL) {
      reasons.add("KV cache full, " + pool.preemptions() + " preemptions predicted");
    }
    reasons.addAll(scored.run().assumptions());
    reasons.addAll(scored.prediction().assumptions());
    if (!scored.prediction().provenance().equals("calibrated")) {
      reasons.add("step times are " + scored.prediction().provenance());
    }
    reasons.add("limited by " + details.limit().limit().words() + " in the prediction");
    return String.join("; ", reasons);
  }
}
