package io.foretoken.cli;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.chart.SvgPainter;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.scenario.report.AxisLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Output tokens per second against mean time to first token, a line for each policy and a point for
 * each batch size.
 */
final class BatchingPicture {
  private static final double WIDTH = 720;
  private static final double HEIGHT = 400;

  private BatchingPicture() {}

  /**
   * A point.
   *
   * @param label batch size
   * @param ttftNanos mean time to first token
   */
  record Point(String label, double ttftNanos, double tokensPerSecond) {}

  /** The picture of points by policy, as an SVG file. */
  static String draw(Map<String, List<Point>> lines) {
    List<Series> series = new ArrayList<>();
    double least = Double.MAX_VALUE;
    double longest = 0;
    double most = 0;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      List<Series.Point> points = new ArrayList<>();
      for (Point point : line.getValue()) {
        double tokens = point.tokensPerSecond();
        points.add(
            new Series.Point(
                point.ttftNanos(), tokens, tokens, tokens, Series.Verdict.HOLDS, point.label()));
        least = Math.min(least, point.ttftNanos());
        longest = Math.max(longest, point.ttftNanos());
        most = Math.max(most, tokens);
      }
      series.add(
          new Series(
              line.getKey(),
              false,
              Ink.ofScenario(series.size()),
              Series.Style.LINE_AND_DOTS,
              Mark.Shape.values()[series.size()],
              points));
    }
    Chart chart =
        Chart.of(
            "Throughput against time to first token, by policy and batch size",
            Axis.of("TTFT mean (log scale)", Scale.log10(least, longest), AxisLabels::time),
            Axis.of("Output tokens/s", Scale.fromZero(most, 5), AxisLabels::number),
            series);
    return SvgPainter.file(chart.picture(WIDTH, HEIGHT), Theme.LIGHT);
  }
}
