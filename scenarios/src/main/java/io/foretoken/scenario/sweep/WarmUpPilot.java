package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.scenario.statistic.Mser5;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.metrics.CountSeries;
import io.foretoken.sim.metrics.TimeWeighted;

/**
 * Finds the warm-up of a sweep, once: the first and the last point are run from an empty system.
 * MSER-5 says of each how long its times to first token take to settle, and its requests in flight
 * (output tokens a second where that number is fixed); the longest of these times is left out at
 * every point. Only where the scenario measures a steady window and gives no warm-up itself. Points
 * where arrivals outrun service never settle and are not asked.
 */
final class WarmUpPilot {
  private static final double NANOS_PER_SECOND = 1e9;

  private WarmUpPilot() {}

  /** Finds it and tells the plan. */
  static void settle(SweepPlan plan, PointExecutor executor, CancelToken cancel) {
    if (plan.givesWarmup()) {
      return;
    }
    int last = Math.toIntExact(plan.size() - 1);
    long longest = -1;
    for (int index : new int[] {0, last}) {
      longest = Math.max(longest, warmup(plan, index, executor, cancel));
    }
    if (longest >= 0) {
      plan.useWarmup(longest);
    }
  }

  /** The warm-up of a point, ns; negative where it has none or cannot be run. */
  private static long warmup(
      SweepPlan plan, int index, PointExecutor executor, CancelToken cancel) {
    try {
      PreparedPoint point =
          executor.prepare(PointText.parse(plan.task(index).text()), plan.tree(index));
      if (point.run().settings().window().whole() || cancel.isCancelled()) {
        return -1;
      }
      FirstTokens tokens = new FirstTokens();
      RunFigures run =
          ScenarioRun.execute(point.fromTheStart(), 0, tokens, ProgressListener.SILENT, cancel)
              .figures();
      if (!run.stationary()) {
        return -1;
      }
      long end = point.run().settings().window().endNanos();
      Mser5.WarmUp ofRequests = Mser5.of(tokens.series(end));
      long interval =
          point.inFlight() > 0
              ? run.result().replicas().get(0).outputSeries.bucketNanos()
              : run.result().inFlight().bucketNanos();
      Mser5.WarmUp ofTime =
          Mser5.of(
              point.inFlight() > 0
                  ? series(run.result().replicas().get(0).outputSeries, end)
                  : series(run.result().inFlight(), end));
      if (!ofRequests.settled() || !ofTime.settled()) {
        plan.note(
            "point "
                + index
                + " has not settled in half of its time (MSER-5): give a longer stop.duration, or"
                + " stop.warmup");
      }
      return Math.max(
          tokens.intended(ofRequests.observations()),
          Math.min(end / 2, ofTime.observations() * interval));
    } catch (BadInputException e) {
      return -1; // the point fails when its turn comes, and says why
    }
  }

  private static double[] series(TimeWeighted inFlight, long end) {
    int buckets = (int) Math.min(inFlight.buckets(), end / inFlight.bucketNanos());
    double[] means = new double[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      means[bucket] = inFlight.area(bucket) / inFlight.bucketNanos();
    }
    return means;
  }

  private static double[] series(CountSeries tokens, long end) {
    int buckets = (int) Math.min(tokens.buckets(), end / tokens.bucketNanos());
    double[] counts = new double[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      counts[bucket] = tokens.count(bucket);
    }
    return counts;
  }

  /** A warm-up in seconds, NaN for none. */
  static double seconds(SweepPlan plan) {
    return plan.warmupNanos() < 0 ? Double.NaN : plan.warmupNanos() / NANOS_PER_SECOND;
  }
}
