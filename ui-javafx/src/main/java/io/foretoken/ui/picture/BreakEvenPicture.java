package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.cost.BreakEven;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.cost.FullLoad;
import io.foretoken.scenario.report.AxisLabels;
import java.util.ArrayList;
import java.util.List;

/** What own GPUs and an API cost a month, by load: flat lines against one that rises. */
public final class BreakEvenPicture {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double ROOM = 1.15;
  private static final int POINTS = 24;
  private static final double MOST_SPREAD = 3;

  private final CostSheet sheet;

  /** Of a sheet. */
  public BreakEvenPicture(CostSheet sheet) {
    this.sheet = sheet;
  }

  /** Whether there is no API to compare with. */
  public boolean isEmpty() {
    return sheet.breakEvens().isEmpty();
  }

  /** The picture. */
  public Picture picture(double width, double height) {
    double load = sheet.usage().work().requests() / sheet.usage().seconds();
    double full = sheet.usage().full().map(FullLoad::requestsPerSecond).orElse(load);
    double most = Math.max(load, full) * ROOM;
    for (BreakEven even : sheet.breakEvens()) {
      if (even.requestsPerSecond() < most * MOST_SPREAD) {
        most = Math.max(most, even.requestsPerSecond() * ROOM);
      }
    }
    List<Series> series = new ArrayList<>();
    double perRequest = sheet.breakEvens().get(0).apiUsdPerRequest();
    double month = SECONDS_PER_HOUR * CostFigures.HOURS_PER_MONTH;
    series.add(line("API", 0, most, 0, perRequest * month));
    for (int at = 0; at < sheet.breakEvens().size(); at++) {
      BreakEven even = sheet.breakEvens().get(at);
      double usd = even.ownUsdPerHour() * CostFigures.HOURS_PER_MONTH;
      series.add(line("own GPUs, " + even.basis(), at + 1, most, usd, 0));
    }
    double highest = 0;
    for (Series one : series) {
      for (Series.Point point : one.points()) {
        highest = Math.max(highest, point.y());
      }
    }
    Chart chart =
        Chart.of(
                "A month by load",
                Axis.of(
                    "Requests/s",
                    new Scale.Linear(0, most, Scale.fromZero(most, 8).step()),
                    AxisLabels::number),
                Axis.of("US dollars a month", Scale.fromZero(highest, 5), AxisLabels::usd),
                series)
            .with(new Chart.Objective(load, true, false, "this load", Ink.INK_2));
    if (sheet.usage().full().isPresent() && full < most) {
      chart = chart.with(new Chart.Zone(full, most, "more than they deliver"));
    }
    return chart.picture(width, height);
  }

  private static Series line(String name, int number, double most, double at0, double slope) {
    List<Series.Point> points = new ArrayList<>();
    for (int at = 0; at <= POINTS; at++) {
      double x = most * at / POINTS;
      points.add(Series.Point.of(x, at0 + slope * x));
    }
    return Series.line(name, Ink.ofScenario(number), points);
  }
}
