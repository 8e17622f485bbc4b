package io.foretoken.scenario.plan.forecast;

import java.util.List;

/**
 * The traffic of a week.
 *
 * @param periods its parts
 * @param week the pieces of the week in the order of the clock, from Monday 00:00; after the last
 *     comes the first
 * @param hasClock whether the pieces have their place on the clock; if not, periods follow each
 *     other in the order in which they were written
 * @param hasRange whether low and high differ from what is expected
 */
public record Forecast(List<Period> periods, List<Piece> week, boolean hasClock, boolean hasRange) {
  /** Hours of a week. */
  public static final double HOURS_PER_WEEK = 168;

  /** Keeps copies. */
  public Forecast {
    periods = List.copyOf(periods);
    week = List.copyOf(week);
  }

  /**
   * A stretch of the week.
   *
   * @param period number of the period that it is of
   * @param start hours since Monday 00:00
   * @param hours how long it lasts
   */
  public record Piece(int period, double start, double hours) {}

  /** The rate of a period, requests/s. */
  public double rate(int period, ForecastCase which) {
    return periods.get(period).rates().of(which);
  }

  /** The highest rate of the week, requests/s. */
  public double peak(ForecastCase which) {
    double peak = 0;
    for (Period period : periods) {
      peak = Math.max(peak, period.rates().of(which));
    }
    return peak;
  }

  /** Requests of a week. */
  public double requestsPerWeek(ForecastCase which) {
    double sum = 0;
    for (Period period : periods) {
      sum += period.rates().of(which) * period.hours() * SECONDS_PER_HOUR;
    }
    return sum;
  }

  /** The same with so many times the traffic. */
  public Forecast times(double factor) {
    return new Forecast(
        periods.stream()
            .map(
                each ->
                    new Period(each.name(), each.hours(), each.rates().times(factor), each.spike()))
            .toList(),
        week,
        hasClock,
        hasRange);
  }

  private static final double SECONDS_PER_HOUR = 3600;
}
