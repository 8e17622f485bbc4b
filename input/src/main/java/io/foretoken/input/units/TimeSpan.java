package io.foretoken.input.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A length of time, written as a number and a unit: {@code 500ms}, {@code 1.5s}, {@code 10min},
 * {@code 2h}, {@code 3d}, {@code 90us}, {@code 20ns}. Example: {@code 1.5s} is 1,500,000,000 ns.
 *
 * @param nanos nanoseconds, from 0 to 100 years of 365 days
 */
public record TimeSpan(long nanos) implements Comparable<TimeSpan> {
  /** The longest span accepted: 36,500 days. */
  public static final long MAX_NANOS = 36_500L * 86_400L * 1_000_000_000L;

  /** No time at all. */
  public static final TimeSpan ZERO = new TimeSpan(0);

  private static final Map<String, BigDecimal> UNITS = units();
  private static final Quantity QUANTITY =
      new Quantity(
          "a time",
          UNITS,
          Map.of(
              "m", "write min for minutes or ms for milliseconds",
              "sec", "write s for seconds",
              "hr", "write h for hours",
              "S", "write s for seconds",
              "msec", "write ms for milliseconds"),
          "500ms or 0.5s");

  /** Refuses a negative span and one of more than {@link #MAX_NANOS}. */
  public TimeSpan {
    if (nanos < 0 || nanos > MAX_NANOS) {
      throw new NotAQuantityException(
          "found a time of " + nanos + " ns, which is out of range",
          "write a time from 0s to 36500d");
    }
  }

  /**
   * Parses a number with a unit.
   *
   * @throws NotAQuantityException if it is no time, has no unit, is negative, finer than a
   *     nanosecond or longer than 100 years
   */
  public static TimeSpan parse(String text) {
    BigDecimal nanos = QUANTITY.parse(text).product();
    if (nanos.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
      throw new NotAQuantityException(
          "found " + text.strip() + ", which is out of range", "write a time from 0s to 36500d");
    }
    if (nanos.signum() != 0 && nanos.stripTrailingZeros().scale() > 0) {
      throw new NotAQuantityException(
          "found " + text.strip() + ", which is not a whole number of nanoseconds",
          "write at most nine decimals of a second");
    }
    return new TimeSpan(nanos.longValueExact());
  }

  /** The span of a whole number of milliseconds. */
  public static TimeSpan ofMillis(long millis) {
    return new TimeSpan(Math.multiplyExact(millis, 1_000_000L));
  }

  /** The span of a whole number of seconds. */
  public static TimeSpan ofSeconds(long seconds) {
    return new TimeSpan(Math.multiplyExact(seconds, 1_000_000_000L));
  }

  /** This span in seconds. */
  public double seconds() {
    return nanos / 1e9;
  }

  @Override
  public int compareTo(TimeSpan other) {
    return Long.compare(nanos, other.nanos);
  }

  /** The shortest text that parses to this span, in the largest unit that divides it. */
  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    String text = nanos + "ns";
    for (Map.Entry<String, BigDecimal> unit : UNITS.entrySet()) {
      long factor = unit.getValue().longValueExact();
      if (nanos % factor == 0) {
        text = nanos / factor + unit.getKey();
      }
    }
    return text;
  }

  /** A regular expression of the accepted texts, for schemas. */
  public static String pattern() {
    return QUANTITY.pattern();
  }

  private static Map<String, BigDecimal> units() {
    Map<String, BigDecimal> units = new LinkedHashMap<>();
    units.put("ns", BigDecimal.ONE);
    units.put("us", new BigDecimal("1000"));
    units.put("ms", new BigDecimal("1000000"));
    units.put("s", new BigDecimal("1000000000"));
    units.put("min", new BigDecimal("60000000000"));
    units.put("h", new BigDecimal("3600000000000"));
    units.put("d", new BigDecimal("86400000000000"));
    return units;
  }
}
