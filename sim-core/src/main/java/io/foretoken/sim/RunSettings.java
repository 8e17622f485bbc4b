package io.foretoken.sim;

import io.foretoken.sim.metrics.MeasureWindow;

/**
 * How a run is observed and when it ends.
 *
 * @param window what the figures are taken from
 * @param cutNanos when the run is cut off with whatever is unfinished; {@link Long#MAX_VALUE} to
 *     let the system drain
 * @param bucketNanos first length of an interval of the time series, positive
 * @param checked whether invariants are checked after every event (slow)
 */
public record RunSettings(MeasureWindow window, long cutNanos, long bucketNanos, boolean checked) {
  /** Most intervals of a time series. */
  public static final int MAX_BUCKETS = 1024;

  /** A run to its natural end, intervals from 100 ms, unchecked. */
  public static RunSettings of(MeasureWindow window) {
    return new RunSettings(window, Long.MAX_VALUE, 100_000_000L, false);
  }

  /** The same with invariants checked. */
  public RunSettings withChecks() {
    return new RunSettings(window, cutNanos, bucketNanos, true);
  }
}
