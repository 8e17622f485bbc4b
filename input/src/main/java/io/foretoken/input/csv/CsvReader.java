package io.foretoken.input.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import io.foretoken.input.file.PlainOrGzip;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads a CSV file with a header row by row. The separator is a comma, a field may be in double
 * quotes, lines end with LF or CRLF, empty lines are passed over; gzip is recognised by its first
 * bytes. Example:
 *
 * <pre>{@code
 * try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
 *   int arrival = csv.column("arrival_s");
 *   int tokens = csv.column("input_tokens");
 *   csv.problems().throwIfAny();
 *   CsvRow row = csv.row();
 *   while (csv.next()) {
 *     double seconds = row.doubleAt(arrival, 0, 1e9);
 *     int input = row.intAt(tokens, 1, 10_000_000);
 *     if (!row.isBad()) { ... }
 *   }
 *   csv.problems().throwIfAny();
 * }
 * }</pre>
 */
public final class CsvReader implements AutoCloseable {

  private final Path file;
  private final CsvLimits limits;
  private final RowCollector fields;
  private final CloseableIterator<RowCollector> rows;
  private final Problems problems = new Problems();
  private final CsvRow row;
  private final List<String> header = new ArrayList<>();
  private final List<Origin> headerOrigins = new ArrayList<>();
  private boolean stopped;

  private CsvReader(Path file, CsvLimits limits, InputStream in) {
    this.file = file;
    this.limits = limits;
    Utf8Reader reader = new Utf8Reader(in);
    this.fields = new RowCollector(limits, reader);
    this.rows =
        de.siegmar.fastcsv.reader.CsvReader.builder()
            .acceptCharsAfterQuotes(false)
            .maxBufferSize(bufferSize(limits))
            .build(fields, reader)
            .iterator();
    this.row = new CsvRow(this, fields);
  }

  /**
   * Room for the longest row: a power of two, because FastCSV 3.7.0 doubles its buffer and reads
   * past the end of one that was cut to another size.
   */
  private static int bufferSize(CsvLimits limits) {
    int size = 16_384;
    while (size < limits.maxRowChars() + 8_192L) {
      size *= 2;
    }
    return size;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws BadInputException if the file cannot be read, is empty, or its header is wrong
   */
  public static CsvReader open(Path file, CsvLimits limits) {
    TextFile.checkReadable(file);
    try {
      CsvReader reader = new CsvReader(file, limits, PlainOrGzip.open(file));
      try {
        reader.readHeader();
        reader.problems.throwIfAny();
        return reader;
      } catch (BadInputException e) {
        reader.close();
        throw e;
      }
    } catch (IOException e) {
      throw TextFile.unreadable(file, e);
    }
  }

  private void readHeader() {
    if (!advance()) {
      if (problems.isEmpty()) {
        problems.add(
            Problem.of(
                Origin.file(name()), "the file is empty", "its first line must name the columns"));
      }
      return;
    }
    for (int i = 0; i < fields.count(); i++) {
      String column = fields.text(i).strip();
      Origin origin = Origin.at(name(), fields.lineOf(i), fields.columnOf(i));
      if (!column.isEmpty() && header.contains(column)) {
        problems.add(
            Problem.of(
                origin, "the column \"" + column + "\" is there twice", "rename one of them"));
      }
      header.add(column);
      headerOrigins.add(origin);
    }
  }

  /** The file's name in positions. */
  String name() {
    return file.toString();
  }

  /** The names of the columns, in order. */
  public List<String> header() {
    return Collections.unmodifiableList(header);
  }

  /** Where a column's name stands. */
  public Origin headerOrigin(int column) {
    return headerOrigins.get(column);
  }

  /** The index of a column that must be there; -1, with a problem collected, when it is not. */
  public int column(String columnName) {
    int index = header.indexOf(columnName);
    if (index < 0) {
      String question = NearestName.question(columnName, header);
      String found = "columns found: " + String.join(", ", header);
      problems.add(
          Problem.of(
              headerOrigins.get(0),
              "there is no column \"" + columnName + "\"",
              question.isEmpty() ? found : question + " " + found));
    }
    return index;
  }

  /** The index of a column that may be there; -1 when it is not. */
  public int optionalColumn(String columnName) {
    return header.indexOf(columnName);
  }

  /**
   * What was found wrong so far; {@code throwIfAny} it after the columns and after the last row.
   */
  public Problems problems() {
    return problems;
  }

  /** The row this reader stands at, the same object for every row. */
  public CsvRow row() {
    return row;
  }

  /**
   * Moves to the next row that has as many fields as the header; others are collected as problems.
   *
   * @return false at the end of the file, after damage, or when there are too many problems
   */
  public boolean next() {
    while (!stopped) {
      if (problems.size() >= limits.maxProblems()) {
        stopped = true;
        problems.add(
            Problem.of(
                Origin.at(name(), fields.line(), 1),
                "reading stopped here after " + problems.size() + " problems",
                "correct these first"));
      } else if (!advance()) {
        stopped = true;
      } else if (fields.count() != header.size()) {
        problems.add(
            Problem.of(
                Origin.at(name(), fields.line(), 1),
                "the row has " + fields.count() + " fields, the header " + header.size(),
                "put a text that contains commas in double quotes"));
      } else {
        row.begin();
        return true;
      }
    }
    return false;
  }

  private boolean advance() {
    try {
      if (!rows.hasNext()) {
        return false;
      }
      rows.next();
    } catch (RuntimeException e) {
      problems.add(explain(e));
      return false;
    }
    if (fields.endsUnclosed()) {
      int last = fields.count() - 1;
      problems.add(
          Problem.of(
              Origin.at(name(), fields.lineOf(last), fields.columnOf(last)),
              "the quotation that begins here never ends",
              "close it with a double quote"));
      return false;
    }
    return true;
  }

  private Problem explain(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RowTooLargeException large) {
        return Problem.of(
            Origin.at(name(), (int) large.line, 1),
            "the row that begins here " + large.getMessage(),
            "is a quotation not closed, or is this another kind of file?");
      }
      if (cause instanceof NotUtf8Exception text) {
        return Problem.of(
            Origin.at(name(), text.line, text.column),
            "the text is not UTF-8 here",
            "save the file as UTF-8");
      }
      if (cause instanceof IOException io) {
        return Problem.of(
            Origin.file(name()),
            "the file cannot be read to its end: " + io.getMessage(),
            "is it complete? It may be cut short or damaged");
      }
    }
    String text = failure instanceof CsvParseException ? allMessages(failure) : "";
    if (text.contains("buffer size") || text.contains("after closing quote")) {
      Origin after = Origin.at(name(), fields.line(), 1);
      return text.contains("buffer size")
          ? Problem.of(
              after,
              "the row that begins here is longer than " + limits.maxRowChars() + " characters",
              "is a quotation not closed, or is this another kind of file?")
          : Problem.of(
              after,
              "found text after a closing quote in this row",
              "double the quotes inside a quotation");
    }
    throw failure;
  }

  private static String allMessages(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw TextFile.unreadable(file, e);
    }
  }
}
