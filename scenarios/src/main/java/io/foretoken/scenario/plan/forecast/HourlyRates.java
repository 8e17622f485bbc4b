package io.foretoken.scenario.plan.forecast;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A forecast by hours as CSV: {@code hour} (0 to 167, from Monday 00:00, one row each in order),
 * {@code rate_per_s}, and where known {@code low_per_s} and {@code high_per_s}. Other columns are
 * passed over.
 */
final class HourlyRates {
  private static final String HOUR = "hour";
  private static final String RATE = "rate_per_s";
  private static final String LOW = "low_per_s";
  private static final String HIGH = "high_per_s";
  private static final double MOST = 1e9;

  private HourlyRates() {}

  /**
   * What a file says.
   *
   * @param rates by hour of the week; low and high are NaN where the file has no such columns
   * @param hasRange whether it has them
   */
  record Read(List<Rates> rates, boolean hasRange) {}

  /**
   * Reads a file.
   *
   * @throws BadInputException with everything that is wrong with it
   */
  static Read read(Path file) {
    List<Rates> rates = new ArrayList<>();
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      int hour = csv.column(HOUR);
      int rate = csv.column(RATE);
      int low = csv.optionalColumn(LOW);
      int high = csv.optionalColumn(HIGH);
      csv.problems().throwIfAny();
      if (low < 0 != high < 0) {
        String there = low < 0 ? HIGH : LOW;
        csv.problems()
            .add(
                Problem.of(
                    Origin.at(file.toString(), 1, 1),
                    "there is a column " + there + ", but no " + (low < 0 ? LOW : HIGH),
                    "give both or none"));
      }
      while (csv.next()) {
        take(csv.row(), hour, rate, low, high, rates);
      }
      if (csv.problems().isEmpty() && rates.size() < WeekClock.HOURS) {
        csv.problems()
            .add(
                Problem.of(
                    Origin.file(file.toString()),
                    "the forecast ends with hour " + (rates.size() - 1) + ": the week has a gap",
                    "give " + WeekClock.HOURS + " rows, hours 0 to 167"));
      }
      csv.problems().throwIfAny();
      return new Read(rates, low >= 0);
    }
  }

  private static void take(CsvRow row, int hour, int rate, int low, int high, List<Rates> rates) {
    int read = row.intAt(hour, 0, WeekClock.HOURS - 1);
    // An hour that cannot be read is taken to be the next, so that it is no gap beside that.
    int at = row.isBad() ? rates.size() : read;
    double expected = row.doubleAt(rate, 0, MOST);
    double least = low < 0 ? Double.NaN : row.doubleAt(low, 0, MOST);
    double most = high < 0 ? Double.NaN : row.doubleAt(high, 0, MOST);
    if (row.isBad()) {
      // It has been told what is wrong.
    } else if (at != rates.size()) {
      row.problem(
          hour,
          at < rates.size()
              ? "hour " + at + " is there twice: the forecast overlaps"
              : "hour " + rates.size() + " is missing: the forecast has a gap",
          "give each hour from 0 to 167 one row, in order");
    } else if (least > expected || most < expected) {
      row.problem(
          rate,
          "found " + row.text(rate).strip() + ", which is not between low and high",
          "low_per_s <= rate_per_s <= high_per_s");
    }
    // After a gap, the next row is judged by its own hour: one problem for one gap.
    while (rates.size() <= at) {
      rates.add(new Rates(least, expected, most));
    }
  }
}
