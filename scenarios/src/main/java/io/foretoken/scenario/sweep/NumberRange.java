package io.foretoken.scenario.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range as users write it: {@code 8..256*2} (8, 16, ... 256), {@code 1..10..0.5} (1, 1.5, ...
 * 10), or {@code 1.0..10.0} of which values are sampled. Numbers may carry a unit, all the same
 * one, or the last alone: {@code 5..60..5/s}. Ends are included where the steps meet them.
 *
 * @param from first value
 * @param to last value
 * @param by step, or factor; empty where the range is to be sampled
 * @param isFactor whether {@code by} is a factor
 * @param unit written after every value; empty without one
 */
record NumberRange(
    BigDecimal from, BigDecimal to, Optional<BigDecimal> by, boolean isFactor, String unit) {
  /** More values than this are a mistake. */
  static final int MOST_VALUES = 1_000_000;

  private static final String NUMBER = "([-+]?\\d+(?:\\.\\d+)?)\\s?([A-Za-z/%]*)";
  private static final Pattern RANGE =
      Pattern.compile(NUMBER + "\\.\\." + NUMBER + "(?:(\\.\\.|\\*)" + NUMBER + ")?");
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  /** The range that a text is; empty where it is something else. */
  static Optional<NumberRange> of(String text) {
    Matcher range = RANGE.matcher(text.strip());
    if (!range.matches()) {
      return Optional.empty();
    }
    Optional<BigDecimal> by = Optional.ofNullable(range.group(6)).map(BigDecimal::new);
    boolean isFactor = "*".equals(range.group(5));
    String last = range.group(7) == null ? "" : range.group(7);
    String unit = "";
    for (String written : List.of(range.group(2), range.group(4), last)) {
      unit = written.isEmpty() ? unit : written;
    }
    return Optional.of(
        new NumberRange(
            new BigDecimal(range.group(1)), new BigDecimal(range.group(3)), by, isFactor, unit));
  }

  /** Why it has no values; empty where it has some. */
  String whyEmpty() {
    if (by.isEmpty()) {
      return "has no step";
    }
    BigDecimal step = by.get();
    if (isFactor) {
      if (from.signum() <= 0 || to.signum() <= 0 || step.signum() <= 0) {
        return "multiplies, and has an end or factor that is not above 0";
      }
      if (step.compareTo(BigDecimal.ONE) == 0 && from.compareTo(to) != 0) {
        return "multiplies by 1 and never ends";
      }
      boolean rises = step.compareTo(BigDecimal.ONE) > 0;
      return from.compareTo(to) != 0 && rises != from.compareTo(to) < 0
          ? "leads away from its end"
          : "";
    }
    if (step.signum() == 0) {
      return "has a step of 0 and never ends";
    }
    return from.compareTo(to) != 0 && (step.signum() > 0) != (from.compareTo(to) < 0)
        ? "leads away from its end"
        : "";
  }

  /** Its values, or empty where there are more than {@link #MOST_VALUES}. */
  Optional<List<String>> values() {
    List<String> values = new ArrayList<>();
    BigDecimal step = by.orElseThrow();
    boolean rises = from.compareTo(to) <= 0;
    BigDecimal value = from;
    while (rises ? value.compareTo(to) <= 0 : value.compareTo(to) >= 0) {
      if (values.size() == MOST_VALUES) {
        return Optional.empty();
      }
      values.add(text(value));
      value = isFactor ? value.multiply(step).round(DIGITS) : value.add(step);
      if (from.compareTo(to) == 0) {
        break;
      }
    }
    return Optional.of(values);
  }

  /**
   * The value at a share of the way, with as many decimals as the ends are written with, every one
   * of them as likely as the others.
   *
   * @param share in [0, 1)
   */
  String at(double share) {
    int decimals = Math.max(from.scale(), to.scale());
    BigDecimal low = from.min(to);
    BigDecimal cells = from.max(to).subtract(low).movePointRight(decimals).add(BigDecimal.ONE);
    BigDecimal cell = new BigDecimal(share).multiply(cells).setScale(0, RoundingMode.FLOOR);
    return text(low.add(cell.movePointLeft(decimals)));
  }

  private String text(BigDecimal value) {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return plain.toPlainString() + unit;
  }
}
