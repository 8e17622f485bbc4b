package io.foretoken.input.units;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The common shape of quantities with a unit: a decimal number, then one of a fixed set of units.
 */
final class Quantity {
  private static final Pattern PARTS =
      Pattern.compile(
          "\\s*([-+]?\\.?[0-9][0-9._,]*(?:[eE][-+]?[0-9]+)?)\\s*(.*?)\\s*", Pattern.DOTALL);

  private static final Pattern NOT_FINITE =
      Pattern.compile(
          "([-+]?\\.?(?:nan|inf|infinity))(?:[^a-z].*|s|ms|us|ns|min|h|d)?",
          Pattern.CASE_INSENSITIVE);

  private final String noun;
  private final Map<String, BigDecimal> units;
  private final Map<String, String> mistakes;
  private final String example;

  /**
   * A kind of quantity.
   *
   * @param noun what it is called in messages, with its article
   * @param units accepted units in the order in which messages list them, each with its factor to
   *     the base unit
   * @param mistakes units often written that are refused, each with the advice to give
   * @param example two texts that would do
   */
  Quantity(
      String noun, Map<String, BigDecimal> units, Map<String, String> mistakes, String example) {
    this.noun = noun;
    this.units = units;
    this.mistakes = mistakes;
    this.example = example;
  }

  /** The number and the factor of its unit; the number is not negative. */
  record Parts(BigDecimal number, BigDecimal factor) {
    BigDecimal product() {
      return number.multiply(factor);
    }
  }

  Parts parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (text.length() > 80 || !parts.matches()) {
      Matcher notFinite = NOT_FINITE.matcher(text.strip());
      if (notFinite.matches()) {
        throw Numbers.refused(notFinite.group(1));
      }
      throw new NotAQuantityException(
          "found " + Numbers.quote(text) + ", which is not " + noun, accepted());
    }
    BigDecimal number = Numbers.decimal(parts.group(1));
    String unit = parts.group(2);
    BigDecimal factor = units.get(unit);
    if (factor == null) {
      throw unit.isEmpty() ? unitMissing(text) : unitUnknown(text, unit);
    }
    if (number.signum() < 0) {
      throw new NotAQuantityException(
          "found " + text.strip() + ", which is negative", "write " + noun + " of 0 or more");
    }
    return new Parts(number, factor);
  }

  private NotAQuantityException unitMissing(String text) {
    return new NotAQuantityException(
        "found " + text.strip() + " without a unit", "unit missing: " + accepted());
  }

  private NotAQuantityException unitUnknown(String text, String unit) {
    String advice = mistakes.get(unit);
    return new NotAQuantityException(
        "found "
            + Numbers.quote(text.strip())
            + ", whose unit "
            + Numbers.quote(unit)
            + " is not known",
        advice == null ? accepted() : advice + "; " + accepted());
  }

  private String accepted() {
    return "write " + example + " (units: " + String.join(", ", units.keySet()) + ")";
  }

  /** A regular expression of ECMA 262 for what {@link #parse} accepts, for schemas. */
  String pattern() {
    StringBuilder alternatives = new StringBuilder();
    for (String unit : units.keySet()) {
      alternatives.append(alternatives.isEmpty() ? "" : "|").append(unit);
    }
    return "^((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,4})? *("
        + alternatives
        + ")$";
  }
}
