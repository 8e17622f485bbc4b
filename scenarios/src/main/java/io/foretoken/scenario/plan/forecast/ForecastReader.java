package io.foretoken.scenario.plan.forecast;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.Percent;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.spec.ForecastPeriodSpec;
import io.foretoken.scenario.spec.ForecastSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * From a forecast as written to the rates of a week; everything wrong with it becomes a problem.
 */
public final class ForecastReader {
  private static final String PATH = "plan.forecast";
  private static final double EXACT = 1e-6;
  private static final double SECONDS_PER_HOUR = 3600;

  private final ForecastSpec spec;
  private final Origin origin;
  private final Problems problems;
  private double low = 1;
  private double high = 1;

  private ForecastReader(ForecastSpec spec, Origin origin, Problems problems) {
    this.spec = spec;
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * Reads a forecast.
   *
   * @param file the file of rates that it names, found already
   * @param origin where the forecast stands
   * @return empty with problems added
   */
  public static Optional<Forecast> read(
      ForecastSpec spec, Optional<Path> file, Origin origin, Problems problems) {
    int before = problems.size();
    ForecastReader reader = new ForecastReader(spec, origin, problems);
    reader.readRange();
    Optional<Forecast> forecast = file.isPresent() ? reader.hourly(file.get()) : reader.periods();
    if (problems.size() > before) {
      return Optional.empty();
    }
    if (forecast.isPresent() && forecast.get().peak(ForecastCase.EXPECTED) == 0) {
      problems.add(
          origin, PATH, "there is no traffic at all", "give at least one period a rate above 0");
      return Optional.empty();
    }
    return forecast;
  }

  private void readRange() {
    Optional<Located<Percent>> beside = spec.low().or(spec::high);
    if (spec.spread().isPresent() && beside.isPresent()) {
      problems.add(
          beside.get().origin(),
          PATH,
          "low or high stands beside spread, which gives both",
          "keep spread, or low and high");
    }
    if (spec.spread().isPresent()) {
      double spread = spec.spread().get().value().fraction();
      low = 1 - spread;
      high = 1 + spread;
      if (low < 0) {
        problems.add(
            spec.spread().get().origin(),
            PATH + ".spread",
            "a spread above 100% makes the low traffic negative",
            "write low and high apart, such as low: 50%, high: 250%");
      }
      return;
    }
    low = spec.low().map(each -> each.value().fraction()).orElse(1.0);
    high = spec.high().map(each -> each.value().fraction()).orElse(1.0);
    if (low > 1 || high < 1) {
      problems.add(
          (low > 1 ? spec.low() : spec.high()).orElseThrow().origin(),
          PATH,
          "low is at most 100%, high at least 100% of what is expected",
          "such as low: 80%, high: 130%");
    }
  }

  private Optional<Forecast> hourly(Path file) {
    if (!spec.periods().isEmpty() || spec.peak().isPresent() || spec.users().isPresent()) {
      problems.add(
          spec.ratesFrom().orElseThrow().origin(),
          PATH + ".rates_from",
          "rates_from stands beside peak, users or periods, whose place it takes",
          "keep one of them; growth and spread apply to both");
      return Optional.empty();
    }
    HourlyRates.Read read;
    try {
      read = HourlyRates.read(file);
    } catch (BadInputException e) {
      problems.addAll(e);
      return Optional.empty();
    }
    List<Period> periods = new ArrayList<>();
    List<Forecast.Piece> week = new ArrayList<>();
    double growth = 1 + spec.growth().fraction();
    for (int hour = 0; hour < WeekClock.HOURS; hour++) {
      Rates rates = read.rates().get(hour);
      Rates ranged =
          read.hasRange()
              ? rates
              : new Rates(rates.expected() * low, rates.expected(), rates.expected() * high);
      periods.add(new Period(WeekClock.name(hour), 1, ranged.times(growth), Optional.empty()));
      week.add(new Forecast.Piece(hour, hour, 1));
    }
    return Optional.of(new Forecast(periods, week, true, read.hasRange() || low != 1 || high != 1));
  }

  private Optional<Forecast> periods() {
    OptionalDouble peak = peak();
    if (spec.periods().isEmpty()) {
      problems.add(
          origin,
          PATH + ".periods",
          "the forecast has no periods",
          "add periods: [{name: peak, days: mon-fri, hours: 9-17}, ...], or rates_from: FILE.csv");
      return Optional.empty();
    }
    Set<String> names = new HashSet<>();
    List<Rates> rates = new ArrayList<>();
    boolean hasClock = spec.periods().get(0).hoursPerWeek().isEmpty();
    for (ForecastPeriodSpec each : spec.periods()) {
      checkForm(each, names, hasClock);
      double expected = rate(each, peak) * (1 + spec.growth().fraction());
      rates.add(new Rates(expected * low, expected, expected * high));
    }
    List<Forecast.Piece> week = hasClock ? byClock() : byHours();
    double[] hours = new double[rates.size()];
    week.forEach(piece -> hours[piece.period()] += piece.hours());
    List<Period> periods = new ArrayList<>();
    for (int at = 0; at < hours.length; at++) {
      ForecastPeriodSpec written = spec.periods().get(at);
      periods.add(
          new Period(
              written.name().value(),
              hours[at],
              rates.get(at),
              written
                  .spike()
                  .map(spike -> new Period.Spike(spike.factor(), spike.duration().nanos()))));
    }
    return Optional.of(new Forecast(periods, week, hasClock, low != 1 || high != 1));
  }

  private OptionalDouble peak() {
    if (spec.peak().isPresent() && spec.users().isPresent()) {
      problems.add(
          spec.peak().get().origin(),
          PATH + ".peak",
          "peak stands beside users, which say it too",
          "keep one of them");
    }
    if (spec.peak().isPresent()) {
      return OptionalDouble.of(spec.peak().get().value().perSecond());
    }
    return spec.users().isPresent()
        ? OptionalDouble.of(
            spec.users().get().count() * spec.users().get().requestsPerHour() / SECONDS_PER_HOUR)
        : OptionalDouble.empty();
  }

  private static String path(ForecastPeriodSpec each) {
    return PATH + ".periods." + each.name().value();
  }

  private void checkForm(ForecastPeriodSpec each, Set<String> names, boolean hasClock) {
    if (!names.add(each.name().value())) {
      problems.add(
          each.name().origin(),
          PATH + ".periods",
          "two periods are called \"" + each.name().value() + "\"",
          "give each its own name");
    }
    boolean ofClock = each.days().isPresent() || each.hours().isPresent();
    if (each.hoursPerWeek().isPresent() == (hasClock || ofClock)) {
      problems.add(
          each.name().origin(),
          path(each),
          "the period is given by the clock and by hours_per_week, or others are given otherwise",
          "give all periods days and hours, or all of them hours_per_week");
    }
  }

  private double rate(ForecastPeriodSpec each, OptionalDouble peak) {
    if (each.rate().isPresent()) {
      if (each.share().isPresent()) {
        problems.add(
            each.share().get().origin(),
            path(each) + ".share",
            "share stands beside rate, which takes its place",
            "keep one of them");
      }
      return each.rate().get().value().perSecond();
    }
    if (peak.isEmpty()) {
      problems.add(
          each.name().origin(),
          path(each),
          "the period has no rate, and there is no peak of which it could be a share",
          "give it a rate, or the forecast a peak or users");
      return 0;
    }
    return peak.getAsDouble() * each.share().map(part -> part.value().fraction()).orElse(1.0);
  }

  private List<Forecast.Piece> byHours() {
    List<Forecast.Piece> week = new ArrayList<>();
    double start = 0;
    for (int at = 0; at < spec.periods().size(); at++) {
      double hours = spec.periods().get(at).hoursPerWeek().map(Located::value).orElse(0.0);
      week.add(new Forecast.Piece(at, start, hours));
      start += hours;
    }
    if (Math.abs(start - Forecast.HOURS_PER_WEEK) > EXACT && problems.isEmpty()) {
      ForecastPeriodSpec last = spec.periods().get(spec.periods().size() - 1);
      boolean isGap = start < Forecast.HOURS_PER_WEEK;
      problems.add(
          last.hoursPerWeek().orElseThrow().origin(),
          PATH + ".periods",
          "the periods have "
              + number(start)
              + " hours together: "
              + number(Math.abs(Forecast.HOURS_PER_WEEK - start))
              + (isGap ? " hours of the week are left out" : " hours too many overlap"),
          "a week has 168 hours");
    }
    return week;
  }

  private static String number(double hours) {
    return ReadableNumbers.number(hours);
  }

  private List<Forecast.Piece> byClock() {
    int[] owner = new int[WeekClock.HOURS];
    Arrays.fill(owner, -1);
    for (int at = 0; at < spec.periods().size(); at++) {
      ForecastPeriodSpec each = spec.periods().get(at);
      boolean[] hours = WeekClock.hours(each.days(), each.hours(), path(each), problems);
      boolean isSaid = false;
      for (int hour = 0; hour < WeekClock.HOURS; hour++) {
        if (hours[hour] && owner[hour] >= 0 && !isSaid) {
          problems.add(
              each.hours().or(each::days).orElse(each.name()).origin(),
              path(each),
              "overlaps with "
                  + spec.periods().get(owner[hour]).name().value()
                  + " at "
                  + WeekClock.name(hour),
              "every hour of the week is of one period");
          isSaid = true;
        } else if (hours[hour]) {
          owner[hour] = at;
        }
      }
    }
    List<Forecast.Piece> week = new ArrayList<>();
    int missing = 0;
    int firstMissing = -1;
    for (int hour = 0; hour < WeekClock.HOURS; hour++) {
      if (owner[hour] < 0) {
        missing++;
        firstMissing = firstMissing < 0 ? hour : firstMissing;
        continue;
      }
      int last = week.size() - 1;
      if (last >= 0
          && week.get(last).period() == owner[hour]
          && week.get(last).start() + week.get(last).hours() == hour) {
        Forecast.Piece before = week.get(last);
        week.set(last, new Forecast.Piece(before.period(), before.start(), before.hours() + 1));
      } else {
        week.add(new Forecast.Piece(owner[hour], hour, 1));
      }
    }
    if (missing > 0 && problems.isEmpty()) {
      problems.add(
          spec.periods().get(spec.periods().size() - 1).name().origin(),
          PATH + ".periods",
          missing
              + " hours of the week are of no period, the first at "
              + WeekClock.name(firstMissing),
          "give them one, such as {name: night, share: 10%} with their days and hours");
    }
    return week;
  }
}
