package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;

/**
 * A run to calibrate with.
 *
 * @param run what served, what was sent, what was measured
 * @param times the latencies of its requests; {@link RequestTimes#NONE} where only figures are
 *     known
 */
public record CalibrationRun(MeasuredRun run, RequestTimes times) {
  /** Checks that the two belong together. */
  public CalibrationRun {
    int known = times.ttftNanos().length;
    if (known > 0 && !(run.load() instanceof ExactLoad load && load.requests() == known)) {
      throw new IllegalArgumentException(
          run.id() + ": times of " + known + " requests, and a load of " + run.load().requests());
    }
  }

  /** A run of which only figures are known. */
  public static CalibrationRun ofFigures(MeasuredRun run) {
    return new CalibrationRun(run, RequestTimes.NONE);
  }

  /** Whether single requests are known. */
  boolean hasRequests() {
    return times.ttftNanos().length > 0;
  }

  /** The first request that is looked at, and one past the last. */
  int[] span() {
    int from = 0;
    int to = times.ttftNanos().length;
    while (from < to && !times.knows(from)) {
      from++;
    }
    while (to > from && !times.knows(to - 1)) {
      to--;
    }
    return new int[] {from, to};
  }

  /** Whether all of the run is looked at, not a stretch of its requests. */
  boolean isWhole() {
    int[] span = span();
    return span[1] - span[0] == times.ttftNanos().length;
  }

  /** The same run with only the requests in {@code [from, to)} looked at; all are still sent. */
  CalibrationRun within(int from, int to) {
    return new CalibrationRun(run, times.within(from, to));
  }
}
