package io.foretoken.ui.picture;

import java.util.Locale;

/** Times of a run on its clock: "4:36", with tenths or hundredths where a window is short. */
public final class Clock {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MINUTE = 60e9;
  private static final double COARSE = 8;
  private static final double FINE = 0.8;

  private Clock() {}

  /**
   * A time.
   *
   * @param nanos from the start of the run
   * @param windowNanos length of what it is part of, which says how exact it is
   */
  public static String words(double nanos, double windowNanos) {
    double seconds = windowNanos / NANOS_PER_SECOND;
    int decimals = seconds > COARSE ? 0 : seconds > FINE ? 1 : 2;
    double unit = StrictMath.pow(10, decimals);
    double rounded = Math.round(nanos / NANOS_PER_SECOND * unit) / unit;
    long minutes = (long) (rounded * NANOS_PER_SECOND / NANOS_PER_MINUTE + 1e-9);
    double rest = Math.max(0, rounded - 60 * minutes);
    String pattern = decimals == 0 ? "%02.0f" : "%0" + (3 + decimals) + "." + decimals + "f";
    return minutes + ":" + String.format(Locale.ROOT, pattern, rest);
  }

  /** A window: "4:36 to 4:48". */
  public static String window(long fromNanos, long toNanos) {
    double length = (double) toNanos - fromNanos;
    return words((double) fromNanos, length) + " to " + words((double) toNanos, length);
  }
}
