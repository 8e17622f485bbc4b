package io.foretoken.validation.fit;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One table of measured latencies: a gzip CSV of an operator family of one GPU. */
final class TableFile {
  private static final double MICROS_PER_MILLI = 1e3;

  /** A row, by column names. */
  static final class Row {
    private final CsvReader csv;
    private final CsvRow row;

    private Row(CsvReader csv) {
      this.csv = csv;
      row = csv.row();
    }

    String text(String column) {
      return row.text(csv.column(column));
    }

    int number(String column) {
      return row.intAt(csv.column(column), 0, Integer.MAX_VALUE);
    }

    double large(String column) {
      return row.doubleAt(csv.column(column));
    }

    double micros() {
      return MICROS_PER_MILLI * row.doubleAt(csv.column("latency_ms"), 0, 1e9);
    }
  }

  private TableFile() {}

  /**
   * Reads a table; empty where the folder has no such file.
   *
   * @param read makes a point of a row, or null to pass it over
   * @throws io.foretoken.input.problem.BadInputException with everything that is wrong with it
   */
  static <P> List<P> read(Path folder, String family, Function<Row, P> read) {
    Path file = folder.resolve(family + ".csv.gz");
    List<P> points = new ArrayList<>();
    if (!Files.exists(file)) {
      return points;
    }
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      Row row = new Row(csv);
      while (csv.next()) {
        P point = read.apply(row);
        if (point != null && !csv.row().isBad()) {
          points.add(point);
        }
      }
      csv.problems().throwIfAny();
    }
    return points;
  }
}
