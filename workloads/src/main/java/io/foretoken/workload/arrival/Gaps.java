package io.foretoken.workload.arrival;

/** Arithmetic on gaps between arrivals, in nanoseconds. */
final class Gaps {
  static final double NANOS_PER_SECOND = 1e9;

  private Gaps() {}

  /** {@code time} plus the gap rounded to whole nanoseconds; END when that is beyond the clock. */
  static long after(long time, double gapNanos) {
    long gap = Math.round(gapNanos);
    return gap >= ArrivalStream.END - time ? ArrivalStream.END : time + gap;
  }

  /**
   * @throws IllegalArgumentException if the rate is not a positive finite number
   */
  static double positiveRate(double perSecond) {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("rate must be positive, was " + perSecond);
    }
    return perSecond;
  }
}
