package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.validation.calibrate.LatencyCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Shares of requests by their time to first token: measured, and predicted before and after. */
public final class CurvePicture {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Chart chart;

  /** The distribution of a run. */
  public CurvePicture(LatencyCurve curve) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (LatencyCurve.Point point : curve.points()) {
      for (double seconds : List.of(point.measured(), point.before(), point.after())) {
        least = Math.min(least, seconds * NANOS_PER_SECOND);
        most = Math.max(most, seconds * NANOS_PER_SECOND);
      }
    }
    chart =
        Chart.of(
            "TTFT of " + curve.run() + (curve.isHeld() ? ", held back" : ""),
            Axis.of("TTFT (log scale)", Scale.log10(least, most), AxisLabels::time),
            Axis.of("Share of requests", new Scale.Tail(), AxisLabels::share),
            List.of(
                series("before", Ink.MUTE, Series.Style.DASHED, curve, LatencyCurve.Point::before),
                series("measured", Ink.INK, Series.Style.LINE, curve, LatencyCurve.Point::measured),
                series("after", Ink.ORANGE, Series.Style.LINE, curve, LatencyCurve.Point::after)));
  }

  private static Series series(
      String name,
      Ink ink,
      Series.Style style,
      LatencyCurve curve,
      ToDoubleFunction<LatencyCurve.Point> seconds) {
    List<Series.Point> points = new ArrayList<>();
    for (LatencyCurve.Point point : curve.points()) {
      points.add(Series.Point.of(seconds.applyAsDouble(point) * NANOS_PER_SECOND, point.share()));
    }
    return new Series(name, false, ink, style, Mark.Shape.CIRCLE, points);
  }

  /** The picture. */
  public Picture picture(double width, double height) {
    return chart.picture(width, height);
  }
}
