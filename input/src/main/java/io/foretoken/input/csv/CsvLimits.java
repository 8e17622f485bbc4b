package io.foretoken.input.csv;

/**
 * What a CSV file may be like.
 *
 * @param maxRowChars the longest row, in characters; at most 500 million
 * @param maxFields the most fields in a row
 * @param maxProblems how many problems are collected before reading stops
 */
public record CsvLimits(int maxRowChars, int maxFields, int maxProblems) {
  /** Rows of a million characters and a thousand fields; twenty problems. */
  public static final CsvLimits DEFAULT = new CsvLimits(1_000_000, 1_000, 20);

  /** Refuses limits that are not positive. */
  public CsvLimits {
    if (maxRowChars > 500_000_000) {
      throw new IllegalArgumentException("rows of more than 500 million characters cannot be held");
    }
    if (maxRowChars <= 0 || maxFields <= 0 || maxProblems <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
