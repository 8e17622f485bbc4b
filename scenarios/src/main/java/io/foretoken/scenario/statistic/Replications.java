package io.foretoken.scenario.statistic;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Figures over runs of one configuration with independent random numbers. Of each run only its
 * figures are kept.
 */
public final class Replications {
  private final PreparedRun scenario;
  private final List<RunRecord> runs = new ArrayList<>();
  private final Map<String, List<Double>> attained = new LinkedHashMap<>();
  private final Map<String, Double> targets = new LinkedHashMap<>();
  private RunRecord first;
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
    add(RunRecord.of(scenario, run));
  }

  /** Adds the next run, which may have gone on elsewhere. */
  public void add(RunRecord run) {
    if (first == null) {
      first = run;
    }
    runs.add(run);
    drifting += run.stationary() ? 0 : 1;
    run.thresholds()
        .forEach(
            (name, threshold) -> {
              attained.computeIfAbsent(name, key -> new ArrayList<>()).add(threshold.attained());
              targets.put(name, threshold.target());
            });
  }

  /** Runs so far. */
  public int size() {
    return runs.size();
  }

  /** Whether no more runs are wanted. */
  public boolean isEnough(ReplicationPlan plan) {
    return plan.isEnough(size(), intervals());
  }

  /** A figure of one run, NaN where it has none. */
  public double value(int replication, KeyFigure figure) {
    return runs.get(replication).value(figure);
  }

  /** Means and half-widths; figures that no run has are absent. */
  public Map<KeyFigure, Interval> intervals() {
    Map<KeyFigure, Interval> intervals = new EnumMap<>(KeyFigure.class);
    for (KeyFigure figure : KeyFigure.values()) {
      double[] known =
          runs.stream().mapToDouble(run -> run.value(figure)).filter(Double::isFinite).toArray();
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
    return first == null ? Map.of() : first.expected();
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
        first.limit(),
        first.limitShare(),
        isStationary(),
        first.openEnded(),
        isAsked ? Optional.of(met) : Optional.empty(),
        means,
        first.provenance(),
        first.expected(),
        inFlight);
  }
}
