package io.foretoken.workload.trace;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.nio.file.Path;
import java.util.Arrays;

/** What the readers of CSV traces have in common. */
final class CsvTraceRows {
  private CsvTraceRows() {}

  /** Takes the row that the file stands at; a problem with it is collected by the row. */
  interface Row {
    void read(CsvRow row);
  }

  /** Finds the columns of a file and returns what takes its rows. */
  interface Columns {
    Row find(CsvReader csv);
  }

  /**
   * Reads a file to its end.
   *
   * @throws io.foretoken.input.problem.BadInputException with everything that is wrong with it
   */
  static void read(Path file, RequestTraceBuilder rows, Columns columns) {
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      Row row = columns.find(csv);
      csv.problems().throwIfAny();
      while (csv.next()) {
        if (rows.isFull()) {
          csv.problems().add(tooLong(Origin.at(file.toString(), csv.row().line(), 1)));
          break;
        }
        row.read(csv.row());
      }
      csv.problems().throwIfAny();
    }
  }

  static Problem tooLong(Origin origin) {
    return Problem.of(
        origin,
        "the trace has more than " + RequestTraceBuilder.MAX_REQUESTS + " requests",
        "cut it into shorter ones");
  }

  /** Marks the row bad when its arrival is before that of the row before. */
  static void checkOrder(CsvRow row, int column, long arrivalNanos, RequestTraceBuilder rows) {
    if (!row.isBad() && arrivalNanos < rows.lastArrivalNanos()) {
      row.problem(
          column,
          "found " + row.text(column).strip() + ", which is earlier than the arrival before it",
          "sort the rows by arrival");
    }
  }

  static int inputTokens(CsvRow row, int column) {
    return row.intAt(column, 1, RequestTraceBuilder.MAX_TOKENS);
  }

  static int outputTokens(CsvRow row, int column) {
    return row.intAt(column, 0, RequestTraceBuilder.MAX_TOKENS);
  }

  /** Seconds as nanoseconds; 0 where the field does not do, which marks the row bad. */
  static long nanos(CsvRow row, int column) {
    double seconds = row.doubleAt(column, 0, RequestTraceBuilder.MAX_NANOS / 1e9);
    return row.isBad() ? 0 : Math.round(seconds * 1e9);
  }

  /** Whether a header line names all the columns. */
  static boolean hasColumns(String headerLine, String... columns) {
    String[] found = headerLine.split(",", -1);
    for (int i = 0; i < found.length; i++) {
      found[i] = found[i].strip().replace("\"", "");
    }
    return Arrays.asList(found).containsAll(Arrays.asList(columns));
  }
}
