package io.foretoken.scenario.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers for people: three significant digits, thousands with commas, times in ms below one
 * second, a unit on each. The same words on the terminal, in reports and in the window.
 */
public final class ReadableNumbers {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double HUNDRED_MINUTES = 6000;
  private static final String NONE = "-";

  private ReadableNumbers() {}

  /** A time: "9.75 ms", "412 ms", "1.24 s", "5,230 s". */
  public static String time(double nanos) {
    if (Double.isNaN(nanos)) {
      return NONE;
    }
    if (Math.abs(nanos) < NANOS_PER_SECOND) {
      return number(nanos / NANOS_PER_MILLI) + " ms";
    }
    double seconds = nanos / NANOS_PER_SECOND;
    return (seconds < HUNDRED_MINUTES ? number(seconds) : count(Math.round(seconds))) + " s";
  }

  /** Three significant digits, without exponent: "0.0123", "12.3", "1,230", "13,700". */
  public static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return NONE;
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
    if (rounded.signum() == 0) {
      return "0";
    }
    if (Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,d", rounded.longValue());
    }
    int decimals = Math.max(0, DIGITS - (rounded.precision() - rounded.scale()));
    return rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A whole number with commas. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share: 0.423 becomes "42.3 %". */
  public static String percent(double share) {
    if (Double.isNaN(share)) {
      return NONE;
    }
    double percent = share * 100;
    return percent != 0 && Math.abs(percent) < 0.1
        ? "<0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** US dollars with three significant digits. */
  public static String usd(double dollars) {
    return Double.isNaN(dollars) ? NONE : "$" + number(dollars);
  }

  /** US dollars with cents. */
  public static String cents(double dollars) {
    return "$" + String.format(Locale.ROOT, "%,.2f", dollars);
  }
}
