package io.foretoken.workload.arrival;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;

/**
 * How long a closed-loop client waits between the end of one request and sending the next.
 *
 * @param meanNanos fixed or mean length, at least 0
 * @param exponential whether it is drawn (keyed by the request that ended) or always the same
 */
public record ThinkTime(long meanNanos, boolean exponential) {
  /** The next request follows at once. */
  public static final ThinkTime NONE = new ThinkTime(0, false);

  /** Refuses a negative time. */
  public ThinkTime {
    if (meanNanos < 0) {
      throw new IllegalArgumentException("think time must not be negative, was " + meanNanos);
    }
  }

  /** The think time after request {@code index}. */
  public long afterNanos(StreamRandom random, long index) {
    return exponential && meanNanos > 0
        ? Math.round(random.exponential(Purpose.THINK_TIME, index, 0) * meanNanos)
        : meanNanos;
  }
}
