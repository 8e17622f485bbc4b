package io.foretoken.validation.table;

import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a {@link MergedTable}: texts by column. Getters of what must be there say in their
 * exception which column of which line is wrong.
 */
public final class TableRow {
  private static final String INCOMPLETE = "incomplete row";
  private static final String CONFLICT = "conflicting rows";

  private final String place;
  private final Map<String, String> cells = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private String conflict = "";

  TableRow(String place) {
    this.place = place;
  }

  /** Adds a cell; one that is there already must say the same. */
  void merge(String column, String text, String cellPlace) {
    String present = cells.getOrDefault(column, "");
    if (present.isEmpty()) {
      cells.put(column, text);
      places.put(column, cellPlace);
    } else if (!text.isEmpty() && !same(present, text) && conflict.isEmpty()) {
      conflict =
          column
              + " is "
              + present
              + " in "
              + places.get(column)
              + ", but "
              + text
              + " in "
              + cellPlace;
    }
  }

  private static boolean same(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    try {
      return Numbers.real(a) == Numbers.real(b);
    } catch (NotAQuantityException e) {
      return false;
    }
  }

  /** Where it was read first, as file:line. */
  public String place() {
    return place;
  }

  /**
   * Refuses a row whose files contradict each other.
   *
   * @throws UnusableRunException naming both places
   */
  public void requireNoConflict() {
    if (!conflict.isEmpty()) {
      throw new UnusableRunException(CONFLICT, conflict);
    }
  }

  /** The text of a column, empty when the cell is blank or the column is not there. */
  public String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /** Whether the cell is blank or the column is not there. */
  public boolean isBlank(String column) {
    return text(column).isEmpty();
  }

  /** A text that must be there. */
  public String require(String column) {
    String text = text(column);
    if (text.isEmpty()) {
      throw new UnusableRunException(
          INCOMPLETE,
          place
              + ": "
              + (cells.containsKey(column)
                  ? "\"" + column + "\" is blank"
                  : "there is no column \"" + column + "\""));
    }
    return text;
  }

  /** A number in a range that must be there. */
  public double number(String column, double min, double max) {
    String text = require(column);
    try {
      double value = Numbers.real(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NotAQuantityException e) {
      throw bad(column, text, "is no number");
    }
    throw bad(column, text, "is out of range");
  }

  /** A positive number that may be blank. */
  public Optional<Double> positive(String column) {
    return isBlank(column)
        ? Optional.empty()
        : Optional.of(number(column, Double.MIN_VALUE, Double.MAX_VALUE));
  }

  /** A whole number in a range that must be there. */
  public int whole(String column, int min, int max) {
    double value = number(column, min, max);
    if (value != Math.rint(value)) {
      throw bad(column, text(column), "is no whole number");
    }
    return (int) value;
  }

  /** A whole number in a range, or what a blank cell means. */
  public int whole(String column, int min, int max, int blank) {
    return isBlank(column) ? blank : whole(column, min, max);
  }

  /** A truth value that may be blank. */
  public Optional<Boolean> flag(String column) {
    return switch (text(column)) {
      case "true", "True", "on", "1", "yes" -> Optional.of(true);
      case "false", "False", "off", "0", "no" -> Optional.of(false);
      case "" -> Optional.empty();
      default -> throw bad(column, text(column), "is neither true nor false");
    };
  }

  private UnusableRunException bad(String column, String text, String what) {
    return new UnusableRunException(
        INCOMPLETE, places.get(column) + ": " + column + " \"" + text + "\" " + what);
  }
}
