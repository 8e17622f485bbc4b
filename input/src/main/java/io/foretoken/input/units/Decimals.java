package io.foretoken.input.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints doubles the same on every JDK; {@code Double.toString} changed between 17 and 19. */
public final class Decimals {
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private Decimals() {}

  /** At most 15 significant digits, without an exponent and without trailing zeros. */
  public static String print(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
