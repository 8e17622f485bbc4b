package io.foretoken.workload.arrival;

/**
 * A stretch of time with one rate of arrivals, which may be zero.
 *
 * @param perSecond mean arrivals a second, not negative
 * @param durationNanos how long it lasts, positive
 */
public record RatePeriod(double perSecond, long durationNanos) {
  /** Refuses a negative or infinite rate and a duration that is not positive. */
  public RatePeriod {
    if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("rate must not be negative, was " + perSecond);
    }
    if (durationNanos <= 0) {
      throw new IllegalArgumentException("duration must be positive, was " + durationNanos + " ns");
    }
  }

  /** Mean number of arrivals in it. */
  double arrivals() {
    return perSecond * (durationNanos / Gaps.NANOS_PER_SECOND);
  }
}
