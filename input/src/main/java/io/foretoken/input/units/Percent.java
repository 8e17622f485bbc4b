package io.foretoken.input.units;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A share written in per cent: {@code 2%}, {@code 0.5%}. Example: {@code 2%} is the fraction 0.02.
 *
 * @param fraction from 0 to 1000 (100,000 %)
 */
public record Percent(double fraction) implements Comparable<Percent> {
  /** The largest fraction accepted. */
  public static final double MAX_FRACTION = 1000;

  private static final String RANGE = "write a percentage from 0% to 100000%";
  private static final Quantity QUANTITY =
      new Quantity("a percentage", Map.of("%", new BigDecimal("0.01")), Map.of(), "2% or 0.5%");

  /** Refuses NaN, a negative share and one of more than {@link #MAX_FRACTION}. */
  public Percent {
    if (!(fraction >= 0 && fraction <= MAX_FRACTION)) {
      throw new NotAQuantityException("found a percentage that is out of range", RANGE);
    }
  }

  /**
   * Parses a number followed by a per cent sign.
   *
   * @throws NotAQuantityException if it is no percentage, negative or out of range
   */
  public static Percent parse(String text) {
    BigDecimal fraction = QUANTITY.parse(text).product();
    if (fraction.compareTo(BigDecimal.valueOf(1000)) > 0) {
      throw new NotAQuantityException("found " + text.strip() + ", which is out of range", RANGE);
    }
    return new Percent(fraction.doubleValue());
  }

  @Override
  public int compareTo(Percent other) {
    return Double.compare(fraction, other.fraction);
  }

  /** The share in per cent with at most 15 significant digits. */
  @Override
  public String toString() {
    return Decimals.print(fraction * 100) + "%";
  }

  /** A regular expression of the accepted texts, for schemas. */
  public static String pattern() {
    return QUANTITY.pattern();
  }
}
