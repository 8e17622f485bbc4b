package io.foretoken.validation.report;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.score.ScoredRun;
import io.foretoken.validation.suite.SuiteReport;
import io.foretoken.validation.suite.ValidationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Predicted against measured: a dot for each run, a hue for each suite, both axes logarithmic. */
final class AgreementChart {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BAND = 1.2;
  private static final int FEW = 60;

  private AgreementChart() {}

  /** The dots of one figure. */
  static Chart of(ValidationResult result, Metric metric) {
    boolean isTime = metric.quantity() != Metric.Quantity.THROUGHPUT;
    double unit = isTime ? NANOS_PER_SECOND : 1;
    List<Series> suites = new ArrayList<>();
    double least = Double.MAX_VALUE;
    double most = 0;
    int number = 0;
    for (SuiteReport suite : result.suites()) {
      List<Series.Point> points = new ArrayList<>();
      for (ScoredRun run : suite.scored()) {
        Double measured = run.run().figures().get(metric);
        Double predicted = run.prediction().figures().get(metric);
        if (measured != null && predicted != null && measured > 0 && predicted > 0) {
          points.add(Series.Point.of(measured * unit, predicted * unit));
          least = Math.min(least, Math.min(measured, predicted) * unit);
          most = Math.max(most, Math.max(measured, predicted) * unit);
        }
      }
      if (!points.isEmpty()) {
        suites.add(
            new Series(
                suite.name(),
                false,
                Ink.ofScenario(number),
                points.size() > FEW ? Series.Style.CLOUD : Series.Style.DOTS,
                Mark.Shape.CIRCLE,
                points));
      }
      number++;
    }
    Scale.Log scale = most > 0 ? Scale.log10(least, most) : new Scale.Log(1, 10, 10);
    List<Series> series = new ArrayList<>();
    series.add(ratio("", scale, 1));
    series.add(ratio("", scale, BAND));
    series.add(ratio("", scale, 1 / BAND));
    series.addAll(suites);
    DoubleFunction<String> label = isTime ? AxisLabels::time : AxisLabels::number;
    return Chart.of(
        name(metric) + ": predicted against measured",
        Axis.of("Measured (log scale)", scale, label),
        Axis.of("Predicted" + (isTime ? "" : ", tokens/s"), scale, label),
        series);
  }

  /** The line on which predictions are so many times what was measured, within the plot. */
  private static Series ratio(String name, Scale.Log scale, double ratio) {
    double from = Math.max(scale.min(), scale.min() / ratio);
    double to = Math.min(scale.max(), scale.max() / ratio);
    return new Series(
        name,
        false,
        ratio == 1 ? Ink.INK_3 : Ink.MUTE,
        ratio == 1 ? Series.Style.THIN_LINE : Series.Style.DASHED,
        Mark.Shape.CIRCLE,
        List.of(Series.Point.of(from, from * ratio), Series.Point.of(to, to * ratio)));
  }

  /** A figure in words. */
  static String name(Metric metric) {
    return switch (metric.quantity()) {
      case TTFT, TPOT, E2E, QUEUED_TTFT ->
          metric.quantity().name().replace("QUEUED_TTFT", "queued TTFT")
              + " "
              + (metric.percent() < 0 ? "mean" : "p" + metric.percent());
      case THROUGHPUT -> "Output throughput";
    };
  }
}
