package io.foretoken.scenario.statistic;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.GroupFigures;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is kept of one run among several: its figures, without what they were made from.
 *
 * @param figures every figure; those that the run does not have are absent
 * @param stationary whether service kept up with arrivals
 * @param openEnded whether percentiles of a run that is not stationary mean nothing
 * @param limit what holds the run back, in the words of all tables
 * @param limitShare share of its mean time to first token, or of its step time
 * @param provenance how far step times can be trusted: calibrated, fitted or estimated
 * @param thresholds every threshold of the objectives, by its name such as {@code ttft_p99}, of
 *     named classes {@code chat.ttft_p99}
 * @param expected the error to expect of its figures, see {@link ExpectedBands}
 */
public record RunRecord(
    Map<KeyFigure, Double> figures,
    boolean stationary,
    boolean openEnded,
    String limit,
    double limitShare,
    String provenance,
    Map<String, Threshold> thresholds,
    Map<KeyFigure, ErrorBand> expected) {

  /**
   * How a run stands to a threshold.
   *
   * @param attained share of requests within it, 0 where there were none
   * @param target share that is asked for
   */
  public record Threshold(double attained, double target) {}

  /** Keeps copies, in their order. */
  public RunRecord {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    expected = expected.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(expected));
  }

  /** Of a run that has ended. */
  public static RunRecord of(PreparedRun scenario, RunOutcome run) {
    Map<KeyFigure, Double> figures = new EnumMap<>(KeyFigure.class);
    for (KeyFigure figure : KeyFigure.values()) {
      double value = figure.of(run);
      if (Double.isFinite(value)) {
        figures.put(figure, value);
      }
    }
    return new RunRecord(
        figures,
        run.figures().stationary(),
        run.figures().openEnded(),
        run.figures().limit().limit().words(),
        run.figures().limit().share(),
        run.figures().pools().get(0).facts().provenance(),
        thresholds(scenario, run),
        ExpectedBands.of(ExpectedError.of(run.figures(), scenario.openLoop())));
  }

  private static Map<String, Threshold> thresholds(PreparedRun scenario, RunOutcome run) {
    Map<String, Threshold> thresholds = new LinkedHashMap<>();
    if (scenario.classes().areNamed()) {
      for (GroupFigures group : run.figures().classes()) {
        add(thresholds, group.name() + ".", group.slo().terms());
      }
    } else {
      add(thresholds, "", run.figures().slo().terms());
    }
    return thresholds;
  }

  private static void add(
      Map<String, Threshold> thresholds, String prefix, List<SloFigures.TermFigures> terms) {
    for (SloFigures.TermFigures term : terms) {
      String name =
          prefix
              + term.term().metric().name().toLowerCase(Locale.ROOT)
              + "_"
              + term.term().percentile();
      double attained = Double.isNaN(term.attained()) ? 0 : term.attained();
      thresholds.put(name, new Threshold(attained, term.term().target()));
    }
  }

  /** A figure, NaN where the run does not have it. */
  public double value(KeyFigure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }
}
