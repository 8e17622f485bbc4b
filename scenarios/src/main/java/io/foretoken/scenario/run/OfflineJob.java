package io.foretoken.scenario.run;

import io.foretoken.scenario.cost.CostFigures;
import java.util.OptionalLong;

/**
 * A load of requests that are all there at the start and are to be done: what counts is when the
 * last answer is there, and what it has cost until then.
 *
 * @param deadlineNanos when it is due, ns from the first request; empty if it does not matter
 */
public record OfflineJob(OptionalLong deadlineNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Seconds from the first request to the last answer. */
  public static double makespanSeconds(RunOutcome run) {
    return run.figures().seconds();
  }

  /** Whether that is within the deadline; true without one. */
  public boolean isInTime(double makespanSeconds) {
    return deadlineNanos.isEmpty()
        || makespanSeconds * NANOS_PER_SECOND <= deadlineNanos.getAsLong();
  }

  /** What the GPUs cost in that time, US dollars; NaN without a price. */
  public static double usd(RunOutcome run) {
    return run.cost().map(OfflineJob::usd).orElse(Double.NaN);
  }

  private static double usd(CostFigures cost) {
    return cost.windowGpuHours() * cost.price().usdPerHour();
  }
}
