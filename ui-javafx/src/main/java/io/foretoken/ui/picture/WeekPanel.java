package io.foretoken.ui.picture;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of the week that is drawn as one plot: one working day and one day of the weekend where
 * those are alike, else the whole week.
 *
 * @param title what it is
 * @param from hours since Monday 00:00
 * @param to hours since Monday 00:00
 * @param share of the width
 * @param isDay whether it stands for several days that are alike
 * @param hasClock whether hours are those of the clock
 * @param stretches in which neither rate nor fleet changes
 */
record WeekPanel(
    String title,
    double from,
    double to,
    double share,
    boolean isDay,
    boolean hasClock,
    List<Stretch> stretches) {
  private static final int DAY = 24;
  private static final int SATURDAY = 120;
  private static final double WEEKDAY_SHARE = 0.56;
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  /**
   * A stretch of a plot.
   *
   * @param from hours since Monday 00:00
   * @param to hours since Monday 00:00
   * @param period number of the forecast's period
   * @param step the fleet's size; empty without a fleet
   */
  record Stretch(double from, double to, int period, Optional<FleetStep> step) {}

  /** A place with words below the plot. */
  record Tick(double hour, String words) {}

  /** The panels of a forecast. */
  static List<WeekPanel> of(Forecast forecast, Optional<FleetPlan> fleet) {
    List<Stretch> week = new ArrayList<>();
    for (int piece = 0; piece < forecast.week().size(); piece++) {
      Forecast.Piece at = forecast.week().get(piece);
      int number = piece;
      week.add(
          new Stretch(
              at.start(),
              at.start() + at.hours(),
              at.period(),
              fleet.map(plan -> plan.at(number))));
    }
    if (!forecast.hasClock()) {
      return List.of(
          panel(
              "Hours of the week, period after period",
              0,
              Forecast.HOURS_PER_WEEK,
              1,
              false,
              false,
              week));
    }
    boolean isWorkAlike = areAlike(forecast, week, 0, 5);
    boolean isEndAlike = areAlike(forecast, week, SATURDAY, 2);
    if (!isWorkAlike || !isEndAlike) {
      return List.of(panel("Week", 0, Forecast.HOURS_PER_WEEK, 1, false, true, week));
    }
    if (isSame(forecast, week, 0, SATURDAY)) {
      return List.of(panel("Every day", 0, DAY, 1, true, true, week));
    }
    return List.of(
        panel("Weekday", 0, DAY, WEEKDAY_SHARE, true, true, week),
        panel("Weekend", SATURDAY, SATURDAY + DAY, 1 - WEEKDAY_SHARE, true, true, week));
  }

  private static WeekPanel panel(
      String title,
      double from,
      double to,
      double share,
      boolean isDay,
      boolean hasClock,
      List<Stretch> week) {
    List<Stretch> inside = new ArrayList<>();
    for (Stretch each : week) {
      double begin = Math.max(from, each.from);
      double end = Math.min(to, each.to);
      if (begin < end) {
        inside.add(new Stretch(begin, end, each.period, each.step));
      }
    }
    return new WeekPanel(title, from, to, share, isDay, hasClock, inside);
  }

  private static boolean areAlike(Forecast forecast, List<Stretch> week, int from, int days) {
    for (int day = 1; day < days; day++) {
      if (!isSame(forecast, week, from, from + day * DAY)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Forecast forecast, List<Stretch> week, int first, int second) {
    for (int hour = 0; hour < DAY; hour++) {
      Stretch a = at(week, first + hour);
      Stretch b = at(week, second + hour);
      for (ForecastCase which : ForecastCase.values()) {
        if (forecast.rate(a.period, which) != forecast.rate(b.period, which)) {
          return false;
        }
      }
      if (!a.step.equals(b.step)) {
        return false;
      }
    }
    return true;
  }

  private static Stretch at(List<Stretch> week, int hour) {
    return week.stream()
        .filter(each -> each.from <= hour && hour < each.to)
        .findFirst()
        .orElseThrow();
  }

  /** Ticks, so many at most. */
  List<Tick> ticks(double most) {
    double step = isDay ? 6 : DAY;
    while (isDay ? DAY / step > most && step < DAY : step < 1) {
      step *= 2;
    }
    List<Tick> ticks = new ArrayList<>();
    for (double hour = from; hour <= to; hour += step) {
      if (isDay) {
        ticks.add(new Tick(hour, clock(hour - from)));
      } else if (!hasClock) {
        ticks.add(new Tick(hour, ReadableNumbers.count(Math.round(hour))));
      } else if (hour < to) {
        ticks.add(new Tick(hour, DAYS.get((int) (hour / DAY))));
      }
    }
    return ticks;
  }

  /** When a stretch is. */
  String when(Stretch stretch) {
    if (!hasClock) {
      return "hours "
          + ReadableNumbers.number(stretch.from)
          + " to "
          + ReadableNumbers.number(stretch.to);
    }
    if (isDay) {
      return title + " " + clock(stretch.from - from) + " to " + clock(stretch.to - from);
    }
    double end = stretch.to % DAY == 0 ? DAY : stretch.to % DAY;
    boolean isLong = stretch.to - stretch.from > DAY;
    return DAYS.get((int) (stretch.from / DAY))
        + " "
        + clock(stretch.from % DAY)
        + " to "
        + (isLong ? DAYS.get((int) ((stretch.to - 1) / DAY)) + " " : "")
        + clock(end);
  }

  private static String clock(double hour) {
    return String.format(Locale.ROOT, "%02d:00", Math.round(hour));
  }
}
