package io.foretoken.validation.trace;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.sim.metrics.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Pictures of measured and predicted requests. */
final class TraceCharts {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double PICOS_PER_NANO = 1e3;
  private static final double PICOS_PER_SECOND = 1e12;
  private static final int QUANTILES = 48;
  private static final double NINES = 3;
  private static final int STEPS = 6;

  private TraceCharts() {}

  /** Share of requests within a latency, measured and predicted, the tail spread out. */
  static Chart distribution(
      String name,
      Ink ink,
      List<TraceRequest> requests,
      ToDoubleFunction<TraceRequest> measured,
      ToDoubleFunction<TraceRequest> predicted) {
    List<Series> series = new ArrayList<>();
    add(series, "measured", Ink.SLATE, Series.Style.LINE, values(requests, measured));
    add(series, "predicted", ink, Series.Style.DASHED, values(requests, predicted));
    double smallest = Double.MAX_VALUE;
    double largest = 1;
    for (Series one : series) {
      for (Series.Point point : one.points()) {
        smallest = Math.min(smallest, point.x());
        largest = Math.max(largest, point.x());
      }
    }
    return Chart.of(
        "Share of requests within a " + name,
        Axis.of(
            name + " (log scale)",
            Scale.log10(Math.min(smallest, largest), largest),
            AxisLabels::time),
        Axis.of("Share of requests", new Scale.Tail(), AxisLabels::share),
        series);
  }

  private static Distribution values(
      List<TraceRequest> requests, ToDoubleFunction<TraceRequest> of) {
    return Distribution.of(
        requests.stream()
            .mapToDouble(of)
            .filter(Double::isFinite)
            .mapToLong(seconds -> Math.round(seconds * PICOS_PER_SECOND))
            .toArray());
  }

  private static void add(
      List<Series> series, String name, Ink ink, Series.Style style, Distribution values) {
    List<Series.Point> line = new ArrayList<>();
    double finest = 1 - 1.0 / Math.max(2, values.count());
    for (int step = 0; step <= QUANTILES; step++) {
      double share = 1 - StrictMath.pow(10, -NINES * step / QUANTILES);
      double value = values.percentile(share * 100) / PICOS_PER_NANO;
      if (share <= finest && value > 0) {
        line.add(Series.Point.of(value, share));
      }
    }
    if (!line.isEmpty()) {
      series.add(new Series(name, false, ink, style, Mark.Shape.CIRCLE, line));
    }
  }

  /** Means of a latency over the time of the run, measured and predicted. */
  static Chart overTime(String name, Ink ink, List<ErrorsOverTime> errors) {
    List<Series.Point> measured = new ArrayList<>();
    List<Series.Point> predicted = new ArrayList<>();
    double largest = 0;
    for (ErrorsOverTime stretch : errors) {
      double middle = (stretch.fromSeconds() + stretch.toSeconds()) / 2;
      measured.add(Series.Point.of(middle, stretch.measured() * NANOS_PER_SECOND));
      predicted.add(Series.Point.of(middle, stretch.predicted() * NANOS_PER_SECOND));
      largest = Math.max(largest, Math.max(stretch.measured(), stretch.predicted()));
    }
    return Chart.of(
        name + " over time, measured and predicted",
        time(errors),
        Axis.of(
            "Mean " + name, Scale.fromZero(largest * NANOS_PER_SECOND, STEPS), AxisLabels::time),
        List.of(
            new Series(
                "measured", false, Ink.SLATE, Series.Style.LINE, Mark.Shape.CIRCLE, measured),
            new Series(
                "predicted", false, ink, Series.Style.DASHED, Mark.Shape.CIRCLE, predicted)));
  }

  /** Predicted over measured less one, over the time of the run. */
  static Chart residuals(String name, Ink ink, List<ErrorsOverTime> errors) {
    List<Series.Point> points = new ArrayList<>();
    double least = 0;
    double most = 0;
    for (ErrorsOverTime stretch : errors) {
      double middle = (stretch.fromSeconds() + stretch.toSeconds()) / 2;
      points.add(Series.Point.of(middle, stretch.errorPercent()));
      least = Math.min(least, stretch.errorPercent());
      most = Math.max(most, stretch.errorPercent());
    }
    double end = errors.get(errors.size() - 1).toSeconds();
    return Chart.of(
        "Error of the predicted " + name + " over time",
        time(errors),
        Axis.of(
            "Predicted / measured - 1, %",
            Scale.between(Math.min(least, -5), Math.max(most, 5), STEPS),
            percent -> String.format(Locale.ROOT, "%+.0f", percent)),
        List.of(
            new Series(
                "",
                false,
                Ink.INK_3,
                Series.Style.THIN_LINE,
                Mark.Shape.CIRCLE,
                List.of(Series.Point.of(0, 0), Series.Point.of(end, 0))),
            Series.line(name, ink, points)));
  }

  private static Axis time(List<ErrorsOverTime> errors) {
    double end = errors.get(errors.size() - 1).toSeconds();
    return Axis.of(
        "Sent, s", new Scale.Linear(0, end, Scale.fromZero(end, 8).step()), AxisLabels::number);
  }
}
