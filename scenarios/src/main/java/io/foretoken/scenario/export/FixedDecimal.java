package io.foretoken.scenario.export;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers in result files: a fixed number of decimals, so that the same result is the same bytes on
 * every JDK ({@code Double.toString} is not).
 */
public final class FixedDecimal {
  private static final int NANO_DIGITS = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private FixedDecimal() {}

  /** Nanoseconds as seconds with nine decimals; 1,500,000,000 becomes "1.500000000". */
  public static String seconds(long nanos) {
    StringBuilder out = new StringBuilder(16);
    appendSeconds(out, nanos);
    return out.toString();
  }

  /** Appends nanoseconds as seconds with nine decimals. */
  public static void appendSeconds(StringBuilder out, long nanos) {
    long magnitude = nanos;
    if (nanos < 0) {
      out.append('-');
      magnitude = -nanos;
    }
    out.append(magnitude / NANOS_PER_SECOND).append('.');
    String fraction = Long.toString(magnitude % NANOS_PER_SECOND);
    for (int digit = fraction.length(); digit < NANO_DIGITS; digit++) {
      out.append('0');
    }
    out.append(fraction);
  }

  /**
   * A number with the given decimals, half to even on its exact binary value.
   *
   * @throws NumberFormatException for NaN and infinities
   */
  public static String of(double value, int decimals) {
    String text = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return isNegativeZero(text) ? text.substring(1) : text;
  }

  private static boolean isNegativeZero(String text) {
    return text.startsWith("-") && text.chars().allMatch(c -> c == '-' || c == '.' || c == '0');
  }
}
