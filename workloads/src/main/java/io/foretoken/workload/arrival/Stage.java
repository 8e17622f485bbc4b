package io.foretoken.workload.arrival;

/**
 * A stretch of load at one rate.
 *
 * @param perSecond mean arrivals a second, positive
 * @param durationNanos how long the stage lasts, positive
 */
public record Stage(double perSecond, long durationNanos) {
  /** Guards against 3.3/s x 10 s = 32.999999999999996. */
  private static final double ROUNDING_SLACK = 1e-9;

  /** Refuses a rate or a duration that is not positive. */
  public Stage {
    Gaps.positiveRate(perSecond);
    if (durationNanos <= 0) {
      throw new IllegalArgumentException("duration must be positive, was " + durationNanos + " ns");
    }
  }

  /** Whole requests that fit: rate x duration, rounded down. */
  public long requests() {
    return (long) (perSecond * (durationNanos / Gaps.NANOS_PER_SECOND) + ROUNDING_SLACK);
  }
}
