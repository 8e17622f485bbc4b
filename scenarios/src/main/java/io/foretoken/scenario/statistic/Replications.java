package io.foretoken.scenario.statistic;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.GroupFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Figures over runs of one configuration with independent random numbers. Of each run only its
 * figures are kept.
 */
public final class Replications {
  private final PreparedRun scenario;
  private final List<double[]> values = new ArrayList<>();
  private final Map<String, List<Double>> attained = new LinkedHashMap<>();
  private final Map<String, Double> targets = new LinkedHashMap<>();
  private RunFigures first;
  private Map<KeyFigure, ErrorBand> expected = Map.of();
  private int drifting;

  /** Without runs yet. */
  public Replications(PreparedRun scenario) {
    this.scenario = scenario;
  }

  /**
   * Runs a configuration as often as planned.
   *
   * @param run makes the run of that number, from 0
   * @param inFlight requests that a closed loop keeps in flight; 0 where there is none
   */
  public static PointFigures of(
      PreparedRun scenario, ReplicationPlan plan, long inFlight, IntFunction<RunOutcome> run) {
    Replications all = new Replications(scenario);
    do {
      all.add(run.apply(all.size()));
    } while (!all.isEnough(plan));
    return all.figures(inFlight);
  }

  /** Adds the next run. */
  public void add(RunOutcome run) {
    double[] row = new double[KeyFigure.values().length];
    for (KeyFigure figure : KeyFigure.values()) {
      row[figure.ordinal()] = figure.of(run);
    }
    values.add(row);
    if (first == null) {
      first = run.figures();
      expected = ExpectedBands.of(ExpectedError.of(first, scenario.openLoop()));
    }
    drifting += run.figures().stationary() ? 0 : 1;
    if (scenario.classes().areNamed()) {
      for (GroupFigures group : run.figures().classes()) {
        judge(group.name() + ".", group.slo());
      }
    } else {
      judge("", run.figures().slo());
    }
  }

  private void judge(String prefix, SloFigures slo) {
    for (SloFigures.TermFigures term : slo.terms()) {
      String name =
          prefix
              + term.term().metric().name().toLowerCase(Locale.ROOT)
              + "_"
              + term.term().percentile();
      attained
          .computeIfAbsent(name, key -> new ArrayList<>())
          .add(Double.isNaN(term.attained()) ? 0 : term.attained());
      targets.put(name, term.term().target());
    }
  }

  /** Runs so far. */
  public int size() {
    return values.size();
  }

  /** Whether no more runs are wanted. */
  public boolean isEnough(ReplicationPlan plan) {
    return plan.isEnough(size(), intervals());
  }

  /** A figure of one run, NaN where it has none. */
  public double value(int replication, KeyFigure figure) {
    return values.get(replication)[figure.ordinal()];
  }

  /** Means and half-widths; figures that no run has are absent. */
  public Map<KeyFigure, Interval> intervals() {
    Map<KeyFigure, Interval> intervals = new EnumMap<>(KeyFigure.class);
    for (KeyFigure figure : KeyFigure.values()) {
      double[] known =
          values.stream()
              .mapToDouble(row -> row[figure.ordinal()])
              .filter(Double::isFinite)
              .toArray();
      if (known.length > 0) {
        intervals.put(figure, StudentT.of(known));
      }
    }
    return intervals;
  }

  /** Shares of requests within each threshold, with half-widths. */
  public Map<String, Interval> attained() {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    attained.forEach(
        (name, shares) ->
            intervals.put(
                name, StudentT.of(shares.stream().mapToDouble(Double::doubleValue).toArray())));
    return intervals;
  }

  /** Share of requests that each threshold asks for. */
  public Map<String, Double> targets() {
    return Collections.unmodifiableMap(targets);
  }

  /** The error to expect of their figures, by the first of them; see {@link ExpectedBands}. */
  public Map<KeyFigure, ErrorBand> expected() {
    return expected;
  }

  /** Runs in which arrivals outran service. */
  public int drifting() {
    return drifting;
  }

  /** Whether most runs kept up with arrivals. */
  public boolean isStationary() {
    return 2 * drifting < size();
  }

  /** All of it; at least one run. */
  public PointFigures figures(long inFlight) {
    Map<String, Double> means = new LinkedHashMap<>();
    boolean met = true;
    for (Map.Entry<String, Interval> share : attained().entrySet()) {
      means.put(share.getKey(), share.getValue().mean());
      met &= share.getValue().mean() >= targets.get(share.getKey());
    }
    Map<KeyFigure, Interval> intervals = intervals();
    if (scenario.job().isPresent()) {
      met &= scenario.job().get().isInTime(intervals.get(KeyFigure.WINDOW_SECONDS).mean());
    }
    boolean isAsked =
        scenario.classes().haveObjectives()
            || scenario.job().filter(job -> job.deadlineNanos().isPresent()).isPresent();
    return new PointFigures(
        size(),
        intervals,
        first.limit().limit().words(),
        first.limit().share(),
        isStationary(),
        first.openEnded(),
        isAsked ? Optional.of(met) : Optional.empty(),
        means,
        first.pools().get(0).facts().provenance(),
        expected,
        inFlight);
  }
}
