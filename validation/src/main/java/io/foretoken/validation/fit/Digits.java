package io.foretoken.validation.fit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as they are written to files. */
final class Digits {
  private static final MathContext FOUR = new MathContext(4);

  private Digits() {}

  /** The nearest number of four decimal digits. */
  static double four(double value) {
    return new BigDecimal(value).round(FOUR).doubleValue();
  }

  /** The nearest number of one decimal. */
  static double one(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** A share of four digits, rounded down so that it never passes 1. */
  static double share(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.DOWN).doubleValue();
  }

  /** A number without exponent and without zeros at its end. */
  static String plain(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    return exact.signum() == 0 ? "0" : exact.toPlainString();
  }
}
