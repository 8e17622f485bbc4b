package io.foretoken.scenario.chart;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/** A chart with its y axes in equal factors instead of equal steps, or the other way round. */
public final class YScale {
  private static final String LOG_WORDS = " (log scale)";
  private static final int STEPS = 5;

  private YScale() {}

  /** Whether the left axis has equal factors. */
  public static boolean isLog(Chart chart) {
    return chart.left().scale() instanceof Scale.Log;
  }

  /** The chart with equal factors; itself where that is so, or where no value is positive. */
  public static Chart log(Chart chart) {
    return with(
        chart,
        axis(chart, chart.left(), false, true),
        chart.right().map(right -> axis(chart, right, true, true)));
  }

  /** The chart with equal steps from zero; itself where steps are equal. */
  public static Chart linear(Chart chart) {
    return with(
        chart,
        axis(chart, chart.left(), false, false),
        chart.right().map(right -> axis(chart, right, true, false)));
  }

  private static Axis axis(Chart chart, Axis axis, boolean onRight, boolean log) {
    double[] values = values(chart, onRight).filter(value -> value > 0).sorted().toArray();
    boolean isLog = axis.scale() instanceof Scale.Log;
    if (values.length == 0 || isLog == log || !(isLog || axis.scale() instanceof Scale.Linear)) {
      return axis;
    }
    double least = values[0];
    double most = values[values.length - 1];
    String name = axis.name().replace(LOG_WORDS, "");
    return log
        ? new Axis(name + LOG_WORDS, Scale.log10(least, most), axis.label(), axis.ink())
        : new Axis(name, Scale.fromZero(most, STEPS), axis.label(), axis.ink());
  }

  /** Everything that is to be seen on an axis. */
  private static DoubleStream values(Chart chart, boolean onRight) {
    Predicate<Series> isOnAxis = series -> series.onRight() == onRight;
    DoubleStream points =
        chart.series().stream()
            .filter(isOnAxis)
            .flatMap(series -> series.points().stream())
            .filter(point -> point.verdict().hasValue())
            .mapToDouble(Series.Point::y);
    DoubleStream objectives =
        chart.objectives().stream()
            .filter(line -> !line.across() && line.onRight() == onRight)
            .mapToDouble(Chart.Objective::value);
    return DoubleStream.concat(points, objectives);
  }

  private static Chart with(Chart chart, Axis left, Optional<Axis> right) {
    return new Chart(
        chart.title(),
        chart.x(),
        left,
        right,
        chart.series(),
        chart.objectives(),
        chart.zones(),
        chart.strip(),
        chart.best());
  }

  /** The charts as a reader wants them: as they are drawn, or with the other kind of axis. */
  public static List<Chart> other(List<Chart> charts) {
    return charts.stream().map(chart -> isLog(chart) ? linear(chart) : log(chart)).toList();
  }
}
