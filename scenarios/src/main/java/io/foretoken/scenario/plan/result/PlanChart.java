package io.foretoken.scenario.plan.result;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The forecast over the week, as a band, against what the fleet holds in each of its sizes. */
public final class PlanChart {
  private static final int HOURS_PER_DAY = 24;
  private static final List<String> DAYS =
      List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "");

  private PlanChart() {}

  /** The chart; without a fleet the forecast alone. */
  public static Chart of(Forecast forecast, Optional<FleetPlan> fleet) {
    List<Series> series = new ArrayList<>();
    fleet.ifPresent(
        one -> {
          series.add(
              steps(
                  forecast,
                  "holds",
                  Ink.GREEN,
                  Series.Style.LINE,
                  piece -> one.at(piece).capacity()));
          series.add(
              steps(
                  forecast,
                  "with one down",
                  Ink.GREEN,
                  Series.Style.DASHED,
                  piece -> one.at(piece).capacityOneDown()));
        });
    series.add(load(forecast, "expected", Ink.BLUE, Series.Style.LINE, ForecastCase.EXPECTED));
    if (forecast.hasRange()) {
      series.add(load(forecast, "high", Ink.BLUE, Series.Style.THIN_LINE, ForecastCase.HIGH));
      series.add(load(forecast, "low", Ink.BLUE, Series.Style.THIN_LINE, ForecastCase.LOW));
    }
    double most =
        series.stream()
            .flatMap(each -> each.points().stream())
            .mapToDouble(Series.Point::y)
            .max()
            .orElse(1);
    return Chart.of(
        "Requests a second over the week: forecast, and what the fleet holds",
        Axis.of(
            forecast.hasClock() ? "" : "hours of the week, period after period",
            new Scale.Linear(0, Forecast.HOURS_PER_WEEK, HOURS_PER_DAY),
            hour -> day(forecast, hour)),
        Axis.of("requests/s", Scale.fromZero(1.05 * most, 6), ReadableNumbers::number),
        series);
  }

  private static String day(Forecast forecast, double hour) {
    return forecast.hasClock() && hour % HOURS_PER_DAY == 0
        ? DAYS.get((int) (hour / HOURS_PER_DAY))
        : ReadableNumbers.number(hour);
  }

  private static Series load(
      Forecast forecast, String name, Ink ink, Series.Style style, ForecastCase which) {
    return steps(
        forecast,
        name,
        ink,
        style,
        piece -> forecast.rate(forecast.week().get(piece).period(), which));
  }

  /** A line that is level within each piece of the week. */
  private static Series steps(
      Forecast forecast,
      String name,
      Ink ink,
      Series.Style style,
      ToDoubleFunction<Integer> value) {
    List<Series.Point> points = new ArrayList<>();
    for (int piece = 0; piece < forecast.week().size(); piece++) {
      Forecast.Piece at = forecast.week().get(piece);
      double y = value.applyAsDouble(piece);
      points.add(Series.Point.of(at.start(), y));
      points.add(Series.Point.of(at.start() + at.hours(), y));
    }
    return new Series(name, false, ink, style, Mark.Shape.CIRCLE, points);
  }
}
