package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;
import java.util.SplittableRandom;

/**
 * A run whose requests come a few milliseconds later, each by a time of its own: as likely as the
 * run itself, and served in other steps.
 */
final class ShiftedArrivals {
  /** About a decode step: requests come at another moment of it. */
  private static final double MOST_NANOS = 1e7;

  private ShiftedArrivals() {}

  /** The run as it might have been as well; the same number gives the same run. */
  static MeasuredRun of(MeasuredRun run, int number) {
    ExactLoad load = (ExactLoad) run.load();
    SplittableRandom random = new SplittableRandom(number);
    long[] arrivals = load.arrivalNanos().clone();
    for (int i = 0; i < arrivals.length; i++) {
      long later = arrivals[i] + Math.round(MOST_NANOS * random.nextDouble());
      arrivals[i] = i == 0 ? later : Math.max(arrivals[i - 1], later);
    }
    return run.with(
        new ExactLoad(
            load.maxInFlight(),
            arrivals,
            load.inputTokens(),
            load.outputTokens(),
            load.sharedTokens()));
  }
}
