package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.sim.CancelToken;
import java.util.OptionalLong;

/**
 * Finds the warm-up of a sweep, once: the longer of what the first and the last point need is left
 * out at every point. Only where the scenario measures a steady window and gives no warm-up itself.
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
    for (int index : last == 0 ? new int[] {0} : new int[] {0, last}) {
      OptionalLong found = warmup(plan, index, executor, cancel);
      if (found.isPresent()) {
        plan.useWarmup(Math.max(plan.warmupNanos(), found.getAsLong()));
      }
    }
  }

  private static OptionalLong warmup(
      SweepPlan plan, int index, PointExecutor executor, CancelToken cancel) {
    try {
      PreparedPoint point =
          executor.prepare(PointText.parse(plan.task(index).text()), plan.tree(index));
      return WarmUp.of(point.run(), point.inFlight(), cancel);
    } catch (BadInputException e) {
      return OptionalLong.empty(); // the point fails when its turn comes, and says why
    }
  }

  /** A warm-up in seconds, NaN for none. */
  static double seconds(SweepPlan plan) {
    return plan.warmupNanos() < 0 ? Double.NaN : plan.warmupNanos() / NANOS_PER_SECOND;
  }
}
