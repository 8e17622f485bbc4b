package io.foretoken.input.csv;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.units.Decimals;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Numbers;

/**
 * The row a {@link CsvReader} stands at; the same object for every row. A getter whose field does
 * not do collects a problem, marks the row bad and returns 0 (NaN for a double).
 */
public final class CsvRow {
  private static final long EXACT_DOUBLE = 1L << 53;
  private static final int MAX_FAST_DIGITS = 18;

  /** The powers of ten that a double holds exactly. */
  private static final double[] POWERS_OF_TEN = powersOfTen();

  private final CsvReader reader;
  private final RowCollector fields;
  private boolean bad;

  CsvRow(CsvReader reader, RowCollector fields) {
    this.reader = reader;
    this.fields = fields;
  }

  void begin() {
    bad = false;
  }

  /** Whether a getter, or {@link #problem}, found something wrong in this row. */
  public boolean isBad() {
    return bad;
  }

  /** The line on which the row begins, from 1. */
  public int line() {
    return fields.line();
  }

  /** Where the field of a column begins. */
  public Origin origin(int column) {
    return Origin.at(reader.name(), fields.lineOf(column), fields.columnOf(column));
  }

  /** The field's text, as a new String. */
  public String text(int column) {
    return fields.text(column);
  }

  /** Whether there is nothing in the field but blanks. */
  public boolean isBlank(int column) {
    for (int i = fields.begin(column); i < fields.end(column); i++) {
      if (fields.chars()[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  /** Whether the field is exactly the given text; makes no String. */
  public boolean textEquals(int column, String text) {
    int begin = fields.begin(column);
    if (fields.end(column) - begin != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (fields.chars()[begin + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A whole number; {@code 12.0} and {@code 1e3} are whole. */
  public long longAt(int column) {
    return longAt(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A whole number in {@code [min, max]}. */
  public long longAt(int column, long min, long max) {
    int begin = fields.begin(column);
    int end = fields.end(column);
    char[] chars = fields.chars();
    boolean negative = begin < end && chars[begin] == '-';
    int i = negative ? begin + 1 : begin;
    if (i < end && end - i <= MAX_FAST_DIGITS) {
      long value = 0;
      while (i < end && isDigit(chars[i])) {
        value = value * 10 + (chars[i++] - '0');
      }
      if (i == end) {
        long signed = negative ? -value : value;
        if (signed < min || signed > max) {
          outOfRange(column, Long.toString(min), Long.toString(max));
          return 0;
        }
        return signed;
      }
    }
    try {
      return Numbers.whole(text(column).strip(), min, max);
    } catch (NotAQuantityException e) {
      problem(column, e.getMessage(), e.hint());
      return 0;
    }
  }

  /** A whole number in {@code [min, max]}. */
  public int intAt(int column, int min, int max) {
    return (int) longAt(column, min, max);
  }

  /** A finite number. */
  public double doubleAt(int column) {
    return doubleAt(column, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** A finite number in {@code [min, max]}. */
  public double doubleAt(int column, double min, double max) {
    double value = plainDecimal(column);
    if (Double.isNaN(value)) {
      try {
        value = anyDecimal(column);
      } catch (NotAQuantityException e) {
        problem(column, e.getMessage(), e.hint());
        return Double.NaN;
      }
    }
    if (value < min || value > max) {
      outOfRange(column, Decimals.print(min), Decimals.print(max));
      return Double.NaN;
    }
    return value;
  }

  /**
   * Digits with at most one point, when digits and power of ten are both exact doubles: their
   * quotient is then the correctly rounded value (W. D. Clinger, "How to read floating point
   * numbers accurately", 1990). NaN when the field is anything else.
   */
  private double plainDecimal(int column) {
    int begin = fields.begin(column);
    int end = fields.end(column);
    char[] chars = fields.chars();
    boolean negative = begin < end && chars[begin] == '-';
    int first = negative ? begin + 1 : begin;
    if (end - first > MAX_FAST_DIGITS || first == end) {
      return Double.NaN;
    }
    long digits = 0;
    int point = -1;
    for (int i = first; i < end; i++) {
      if (isDigit(chars[i])) {
        digits = digits * 10 + (chars[i] - '0');
      } else if (chars[i] == '.' && point < 0) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    if (digits > EXACT_DOUBLE || (point == first && end == first + 1)) {
      return Double.NaN;
    }
    double value = point < 0 ? (double) digits : (double) digits / POWERS_OF_TEN[end - point - 1];
    return negative ? -value : value;
  }

  private double anyDecimal(int column) {
    String text = text(column).strip();
    boolean decimal = !text.isEmpty();
    for (int i = 0; i < text.length() && decimal; i++) {
      decimal = "0123456789.eE+-".indexOf(text.charAt(i)) >= 0;
    }
    if (decimal) {
      try {
        double value = Double.parseDouble(text);
        if (!Double.isInfinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        return Numbers.real(text);
      }
    }
    return Numbers.real(text);
  }

  /** Collects a problem with the field of a column and marks the row bad. */
  public void problem(int column, String message, String hint) {
    bad = true;
    reader.problems().add(origin(column), reader.header().get(column), message, hint);
  }

  private void outOfRange(int column, String min, String max) {
    problem(
        column,
        "found " + Numbers.quote(text(column).strip()) + ", which is out of range",
        "write a number from " + min + " to " + max);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static double[] powersOfTen() {
    double[] powers = new double[MAX_FAST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
