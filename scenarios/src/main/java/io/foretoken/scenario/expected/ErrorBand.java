package io.foretoken.scenario.expected;

import java.util.Locale;

/**
 * Within which ratios of a predicted figure the measured one is to be expected, in nine cases of
 * ten.
 *
 * @param low measured over predicted, lower end
 * @param high upper end
 */
public record ErrorBand(double low, double high) {
  private static final double FINE_PERCENT = 2.95;

  /** Such as {@code -6 % .. +9 %}. */
  public String words() {
    return percent(low) + " .. " + percent(high);
  }

  /** Whether a ratio is within. */
  public boolean holds(double ratio) {
    return low <= ratio && ratio <= high;
  }

  /** The band about the same middle, on a logarithmic scale, {@code factor} times as wide. */
  public ErrorBand widened(double factor) {
    double middle = (StrictMath.log(low) + StrictMath.log(high)) / 2;
    double half = factor * (StrictMath.log(high) - StrictMath.log(low)) / 2;
    return new ErrorBand(StrictMath.exp(middle - half), StrictMath.exp(middle + half));
  }

  private static String percent(double ratio) {
    double percent = 100 * (ratio - 1);
    String text =
        String.format(Locale.ROOT, Math.abs(percent) < FINE_PERCENT ? "%+.1f" : "%+,.0f", percent);
    return text + " %";
  }
}
