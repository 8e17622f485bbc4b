package io.foretoken.input.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Plain decimal numbers: digits with an optional sign, point and exponent. No octal, hexadecimal or
 * grouped digits, no NaN, no infinity.
 */
public final class Numbers {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_EXPONENT = 400;
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final Pattern GROUPED =
      Pattern.compile("-?[0-9]{1,3}(?:[_,' ][0-9]{3})+(?:\\.[0-9]+)?");
  private static final Pattern UNDERSCORED = Pattern.compile("-?[0-9][0-9_]*");
  private static final Pattern LEADING_ZERO = Pattern.compile("-?0+[0-9].*");
  private static final Pattern OTHER_BASE = Pattern.compile("-?0[xXoObB][0-9a-fA-F_]+");

  private Numbers() {}

  /**
   * The exact value of a decimal number.
   *
   * @throws NotAQuantityException if the text is no decimal number, or one beyond 10^±400
   */
  public static BigDecimal decimal(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH || !DECIMAL.matcher(trimmed).matches()) {
      throw refused(trimmed);
    }
    BigDecimal value = new BigDecimal(trimmed);
    if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT) {
      throw new NotAQuantityException(
          "found " + trimmed + ", which is beyond any quantity", "write a number of usual size");
    }
    return value;
  }

  /**
   * The nearest {@code double} of a decimal number, always finite.
   *
   * @throws NotAQuantityException if the text is no decimal number, or too large for a double
   */
  public static double real(String text) {
    double value = decimal(text).doubleValue();
    if (Double.isInfinite(value)) {
      throw new NotAQuantityException(
          "found " + text.strip() + ", which is too large", "the largest number is about 1.8e308");
    }
    return value;
  }

  /**
   * A whole number in {@code [min, max]}; {@code 1e6} and {@code 12.0} are whole.
   *
   * @throws NotAQuantityException if the text is no whole number or out of range
   */
  public static long whole(String text, long min, long max) {
    BigDecimal value = decimal(text);
    if (value.signum() != 0 && value.stripTrailingZeros().scale() > 0) {
      throw new NotAQuantityException(
          "found " + text.strip() + ", which is not a whole number",
          "write a whole number, such as " + value.setScale(0, RoundingMode.HALF_UP));
    }
    if (value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw new NotAQuantityException(
          "found " + text.strip() + ", which is out of range",
          "write a whole number from " + min + " to " + max);
    }
    return value.longValueExact();
  }

  static NotAQuantityException refused(String text) {
    String found = "found " + quote(text) + ", which is not a number";
    if (text.isEmpty()) {
      return new NotAQuantityException("found nothing where a number is wanted", "write a number");
    }
    if (text.length() > MAX_LENGTH) {
      return new NotAQuantityException(found, "write at most " + MAX_LENGTH + " characters");
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return new NotAQuantityException(
          "found " + text + ", which is not a finite number", "write a finite number");
    }
    if (GROUPED.matcher(text).matches()
        || (UNDERSCORED.matcher(text).matches() && text.contains("_"))) {
      return new NotAQuantityException(
          found, "write the digits without separators: " + text.replaceAll("[_,' ]", ""));
    }
    if (OTHER_BASE.matcher(text).matches()) {
      return new NotAQuantityException(found, "write it in decimal digits");
    }
    if (LEADING_ZERO.matcher(text).matches()) {
      return new NotAQuantityException(
          found, "write it without leading zeros; numbers are decimal, never octal");
    }
    if (text.startsWith("+")) {
      return new NotAQuantityException(found, "write it without the plus sign");
    }
    return new NotAQuantityException(found, "write decimal digits, such as 12 or 0.5");
  }

  /** The text in quotes, cut short when it is long, for a message. */
  public static String quote(String text) {
    String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
    return "\"" + shown + "\"";
  }
}
