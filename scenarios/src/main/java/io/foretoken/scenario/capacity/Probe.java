package io.foretoken.scenario.capacity;

import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.statistic.Replications;
import io.foretoken.scenario.statistic.RunRecord;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One load and its runs so far. */
final class Probe {
  private final double load;
  private final PreparedRun scenario;
  private final Replications runs;
  private final Set<KeyFigure> tails = EnumSet.noneOf(KeyFigure.class);

  Probe(double load, PreparedRun scenario) {
    this.load = load;
    this.scenario = scenario;
    runs = new Replications(scenario);
    for (RequestClass each : scenario.classes().classes()) {
      for (Slo.Term term : each.slo().terms()) {
        tails.add(
            switch (term.metric()) {
              case TTFT -> KeyFigure.TTFT_P99;
              case TPOT -> KeyFigure.TPOT_P99;
              case E2E -> KeyFigure.E2E_P99;
            });
      }
    }
  }

  double load() {
    return load;
  }

  PreparedRun scenario() {
    return scenario;
  }

  void add(RunRecord run) {
    runs.add(run);
  }

  int runs() {
    return runs.size();
  }

  /** Whether service keeps up and every threshold has the share of requests that it asks for. */
  boolean meets() {
    return figures().stationary() && figures().sloMet().orElse(true);
  }

  /**
   * Whether the intervals leave no doubt: every share is above its target by half an interval, or
   * one is below it by that; overload is certain once more than two thirds of the runs show it.
   */
  boolean isCertain() {
    if (!runs.isStationary()) {
      return runs.drifting() * 3 > runs.size() * 2;
    }
    boolean allAbove = runs.drifting() * 3 < runs.size();
    boolean oneBelow = false;
    for (Map.Entry<String, Interval> share : runs.attained().entrySet()) {
      double target = runs.targets().get(share.getKey());
      Interval interval = share.getValue();
      allAbove &= interval.mean() - interval.halfWidth() >= target;
      oneBelow |= interval.mean() + interval.halfWidth() < target;
    }
    return allAbove || oneBelow;
  }

  /** Name of the threshold that is missed by most, or met by least. */
  String weakest() {
    String weakest = "";
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, Interval> share : runs.attained().entrySet()) {
      double target = runs.targets().get(share.getKey());
      // Measured by the share of misses that is allowed: 2 % of misses where 1 % may is twice.
      double room = (share.getValue().mean() - target) / (1 - target);
      if (room < least) {
        least = room;
        weakest = share.getKey();
      }
    }
    return weakest;
  }

  /** The p99 of a latency under an objective whose interval is widest. */
  KeyFigure widest() {
    KeyFigure widest = null;
    double most = -1;
    Map<KeyFigure, Interval> intervals = runs.intervals();
    for (KeyFigure tail : tails) {
      Interval interval = intervals.get(tail);
      if (interval != null && (widest == null || interval.relative() > most)) {
        widest = tail;
        most = interval.relative();
      }
    }
    return widest == null ? KeyFigure.TTFT_P99 : widest;
  }

  /** Half of that interval as a share of the p99; 0 where there is no such latency. */
  double worstWidth() {
    Interval interval = runs.intervals().get(widest());
    return interval == null ? 0 : interval.relative();
  }

  PointFigures figures() {
    return runs.figures(0);
  }

  /** The name that {@link Replications} has for a threshold. */
  static String name(PreparedRun scenario, RequestClass each, Slo.Term term) {
    String prefix = scenario.classes().areNamed() ? each.name() + "." : "";
    return prefix + term.metric().name().toLowerCase(Locale.ROOT) + "_" + term.percentile();
  }
}
