package io.foretoken.workload.arrival;

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
 * Rates over time as CSV: {@code start_s}, the begin of a period from the begin of the first, and
 * {@code rate_per_s}, mean arrivals a second in it. A period lasts until the next begins; the last
 * one as long as the one before it. Other columns are passed over.
 */
public final class RatesCsv {
  /** Most periods of a file: a year of minutes. */
  public static final int MAX_PERIODS = 600_000;

  private static final String START = "start_s";
  private static final String RATE = "rate_per_s";
  private static final double MAX_START_S = 1e9;
  private static final double MAX_PER_SECOND = 1e9;

  private RatesCsv() {}

  /**
   * Reads a file.
   *
   * @return its periods, at least one with a rate above 0
   * @throws BadInputException with everything that is wrong with it
   */
  public static List<RatePeriod> read(Path file) {
    List<Long> starts = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      int start = csv.column(START);
      int rate = csv.column(RATE);
      csv.problems().throwIfAny();
      while (csv.next()) {
        CsvRow row = csv.row();
        if (rates.size() == MAX_PERIODS) {
          csv.problems()
              .add(
                  Problem.of(
                      Origin.at(file.toString(), row.line(), 1),
                      "the file has more than " + MAX_PERIODS + " periods",
                      "use longer periods"));
          break;
        }
        take(row, start, rate, starts, rates);
      }
      if (csv.problems().isEmpty()) {
        checkWhole(csv, file, rates);
      }
      csv.problems().throwIfAny();
    }
    return periods(starts, rates);
  }

  private static void take(CsvRow row, int start, int rate, List<Long> starts, List<Double> rates) {
    long nanos = Math.round(row.doubleAt(start, 0, MAX_START_S) * Gaps.NANOS_PER_SECOND);
    double perSecond = row.doubleAt(rate, 0, MAX_PER_SECOND);
    if (row.isBad()) {
      return;
    }
    long before = starts.isEmpty() ? -1 : starts.get(starts.size() - 1);
    if (starts.isEmpty() && nanos != 0) {
      row.problem(start, "the first period begins at " + row.text(start).strip(), "begin at 0");
    } else if (nanos <= before) {
      row.problem(
          start,
          "found " + row.text(start).strip() + ", which is not after the period before it",
          "sort the rows by " + START + ", one row for each period");
    } else {
      starts.add(nanos);
      rates.add(perSecond);
    }
  }

  private static void checkWhole(CsvReader csv, Path file, List<Double> rates) {
    if (rates.size() < 2) {
      csv.problems()
          .add(
              Problem.of(
                  Origin.file(file.toString()),
                  "the file has " + rates.size() + " periods, so none says how long it lasts",
                  "give at least two rows; for one rate write process: poisson"));
    } else if (rates.stream().allMatch(each -> each == 0)) {
      csv.problems()
          .add(
              Problem.of(
                  Origin.file(file.toString()),
                  "every " + RATE + " is 0: nothing would arrive",
                  "give at least one period a rate above 0"));
    }
  }

  private static List<RatePeriod> periods(List<Long> starts, List<Double> rates) {
    List<RatePeriod> periods = new ArrayList<>();
    int last = starts.size() - 1;
    for (int i = 0; i < last; i++) {
      periods.add(new RatePeriod(rates.get(i), starts.get(i + 1) - starts.get(i)));
    }
    periods.add(new RatePeriod(rates.get(last), starts.get(last) - starts.get(last - 1)));
    return periods;
  }
}
