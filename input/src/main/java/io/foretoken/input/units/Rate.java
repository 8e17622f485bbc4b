package io.foretoken.input.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something happens: {@code 12/s}, {@code 300/min}, {@code 1000/h}. Example: {@code
 * 300/min} is 5 per second.
 *
 * @param perSecond events per second, from 0 to 10^9
 */
public record Rate(double perSecond) implements Comparable<Rate> {
  /** The highest rate accepted: one a nanosecond. */
  public static final double MAX_PER_SECOND = 1e9;

  private static final String RANGE = "write a rate from 0/s to 1e9/s";
  private static final Map<String, BigDecimal> SECONDS = seconds();
  private static final Quantity QUANTITY =
      new Quantity(
          "a rate",
          SECONDS,
          Map.of(
              "rps", "write /s",
              "qps", "write /s",
              "req/s", "leave out what is counted",
              "/sec", "write /s for seconds",
              "/m", "write /min for minutes",
              "/hour", "write /h for hours"),
          "12/s or 300/min");

  /** Refuses NaN, a negative rate and one of more than {@link #MAX_PER_SECOND}. */
  public Rate {
    if (!(perSecond >= 0 && perSecond <= MAX_PER_SECOND)) {
      throw new NotAQuantityException("found a rate that is out of range", RANGE);
    }
  }

  /**
   * Parses a number with a unit; the result is the {@code double} nearest to the exact quotient
   * (taken to 34 digits).
   *
   * @throws NotAQuantityException if it is no rate, has no unit, is negative or above 10^9 a second
   */
  public static Rate parse(String text) {
    Quantity.Parts parts = QUANTITY.parse(text);
    BigDecimal perSecond = parts.number().divide(parts.factor(), MathContext.DECIMAL128);
    if (perSecond.compareTo(BigDecimal.valueOf(1_000_000_000L)) > 0) {
      throw new NotAQuantityException("found " + text.strip() + ", which is out of range", RANGE);
    }
    return new Rate(perSecond.doubleValue());
  }

  @Override
  public int compareTo(Rate other) {
    return Double.compare(perSecond, other.perSecond);
  }

  /** The rate per second with at most 15 significant digits; the same text on every JDK. */
  @Override
  public String toString() {
    return Decimals.print(perSecond) + "/s";
  }

  /** A regular expression of the accepted texts, for schemas. */
  public static String pattern() {
    return QUANTITY.pattern();
  }

  private static Map<String, BigDecimal> seconds() {
    Map<String, BigDecimal> units = new LinkedHashMap<>();
    units.put("/s", BigDecimal.ONE);
    units.put("/min", new BigDecimal("60"));
    units.put("/h", new BigDecimal("3600"));
    units.put("/d", new BigDecimal("86400"));
    return units;
  }
}
