package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.sweep.ParetoFrontier;
import io.foretoken.scenario.sweep.SweepPoint;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The charts of a sweep. */
final class SweepCharts {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double LOG_FROM = 8;
  private static final double WIDE_SPREAD = 30;
  private static final int STEPS = 5;
  private static final List<Mark.Shape> SHAPES =
      List.of(Mark.Shape.CIRCLE, Mark.Shape.SQUARE, Mark.Shape.DIAMOND, Mark.Shape.TRIANGLE);

  private final SweepKnob knob;
  private final List<Slo.Term> terms;

  SweepCharts(SweepKnob knob, List<Slo.Term> terms) {
    this.knob = knob;
    this.terms = terms;
  }

  /** The threshold of p99, or of the highest percentile, of time to first token. */
  Optional<Slo.Term> ttftTerm() {
    return terms.stream()
        .filter(term -> term.metric() == Slo.Metric.TTFT)
        .max(Comparator.comparingDouble(Slo.Term::target));
  }

  /** Whether throughput and TTFT fit on one grid: one line each, and no TTFT beyond all sight. */
  boolean fitsOneGrid() {
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    for (SweepPoint point : knob.known()) {
      double ttft = nanos(point, KeyFigure.TTFT_P99);
      if (!figures(point).showsSaturated() && ttft > 0) {
        smallest = Math.min(smallest, ttft);
        largest = Math.max(largest, ttft);
      }
    }
    return knob.lines().size() == 1
        && (ttftTerm().isPresent() || largest <= WIDE_SPREAD * smallest);
  }

  /** Throughput and TTFT against the knob, and what limits each point. */
  Chart tradeOff(Optional<SweepPoint> best) {
    List<SweepPoint> points = knob.lines().values().iterator().next();
    double most = largest(points, KeyFigure.OUTPUT_TOKENS_PER_S, 1);
    Scale.Linear left = Scale.fromZero(most, STEPS);
    long steps = Math.round((left.max() - left.min()) / left.step());
    double longest = largest(points, KeyFigure.TTFT_P99, NANOS_PER_SECOND) / 1e6;
    double top = ttftTerm().map(term -> 2 * term.thresholdNanos() / 1e6).orElse(longest);
    Scale.Linear ttft = Scale.inSteps(top, steps);
    Axis right = new Axis("TTFT p99, ms", ttft, AxisLabels::number, Ink.ORANGE);
    Chart chart =
        Chart.of(
                "Throughput and time to first token against " + knob.label(),
                knob.axis(scale()),
                new Axis("Output tokens/s", left, AxisLabels::number, Ink.BLUE),
                List.of(
                    series("throughput", false, Ink.BLUE, points, KeyFigure.OUTPUT_TOKENS_PER_S, 1),
                    onlyOffScale(
                        series("TTFT p99", true, Ink.ORANGE, points, KeyFigure.TTFT_P99, 1e3),
                        ttft.max())))
            .withRight(right)
            .withStrip(limits(points));
    if (ttftTerm().isPresent()) {
      Slo.Term term = ttftTerm().get();
      chart =
          chart.with(
              new Chart.Objective(
                  term.thresholdNanos() / 1e6, false, true, RunCharts.objective(term), Ink.ORANGE));
    }
    chart = misses(points, chart);
    if (best.isPresent()) {
      chart =
          chart.with(
              new Chart.Best(
                  knob.value(best.get()),
                  figures(best.get()).value(KeyFigure.OUTPUT_TOKENS_PER_S),
                  knob.name(best.get())
                      + (terms.isEmpty() ? ": most output" : ": best within SLO")));
    }
    return chart;
  }

  /** A stretch of points that miss, at the end of the axis, is hatched. */
  private Chart misses(List<SweepPoint> points, Chart chart) {
    int from = points.size();
    while (from > 0 && verdict(points.get(from - 1)) != Series.Verdict.HOLDS) {
      from--;
    }
    if (from == 0 || from == points.size()) {
      return chart;
    }
    return chart.with(
        new Chart.Zone(
            between(points.get(from - 1), points.get(from)),
            knob.value(points.get(points.size() - 1)),
            "misses SLO"));
  }

  private double between(SweepPoint one, SweepPoint other) {
    double a = knob.value(one);
    double b = knob.value(other);
    return isLog() ? Math.sqrt(a * b) : (a + b) / 2;
  }

  private List<Chart.Stretch> limits(List<SweepPoint> points) {
    List<Chart.Stretch> stretches = new ArrayList<>();
    int from = 0;
    while (from < points.size()) {
      int to = from;
      String limit = figures(points.get(from)).limit();
      while (to + 1 < points.size() && figures(points.get(to + 1)).limit().equals(limit)) {
        to++;
      }
      double begin =
          from == 0 ? knob.value(points.get(0)) : between(points.get(from - 1), points.get(from));
      double end =
          to == points.size() - 1
              ? knob.value(points.get(to))
              : between(points.get(to), points.get(to + 1));
      Limit known =
          Arrays.stream(Limit.values())
              .filter(each -> each.words().equals(limit))
              .findFirst()
              .orElse(Limit.NONE);
      stretches.add(new Chart.Stretch(begin, end, LimitInk.name(known), LimitInk.of(known)));
      from = to + 1;
    }
    return stretches;
  }

  /** One quantity against the knob, a line for each value of the other parameters. */
  Chart panel(String name, Ink ink, KeyFigure figure, double unit) {
    List<Series> series = new ArrayList<>();
    double most = 0;
    double least = Double.MAX_VALUE;
    int number = 0;
    boolean isOne = knob.lines().size() == 1;
    for (Map.Entry<String, List<SweepPoint>> line : knob.lines().entrySet()) {
      series.add(
          new Series(
              isOne ? name : line.getKey(),
              false,
              isOne ? ink : Ink.ofScenario(number),
              number == 0 ? Series.Style.LINE_AND_DOTS : Series.Style.DASHED_AND_DOTS,
              SHAPES.get(number % SHAPES.size()),
              points(line.getValue(), figure, unit)));
      series.set(number, onlyOffScale(series.get(number), Double.MAX_VALUE));
      for (Series.Point point : series.get(number).points()) {
        if (point.verdict() != Series.Verdict.SATURATED) {
          most = Math.max(most, point.y());
          least = Math.min(least, point.y());
        }
      }
      number++;
    }
    boolean isWide = figure == KeyFigure.TTFT_P99 && most > WIDE_SPREAD * least && least > 0;
    double shown = most > 0 ? most : 1;
    Chart chart =
        Chart.of(
            name + " against " + knob.label(),
            knob.axis(scale()),
            new Axis(
                name + (isWide ? " (log scale)" : ""),
                isWide ? Scale.log10(least, most) : Scale.fromZero(shown, STEPS),
                AxisLabels::number,
                isOne ? ink : Ink.INK_2),
            series);
    if (figure == KeyFigure.TTFT_P99 && ttftTerm().isPresent()) {
      chart =
          chart.with(
              new Chart.Objective(
                  ttftTerm().get().thresholdNanos() / 1e6,
                  false,
                  false,
                  RunCharts.objective(ttftTerm().get()),
                  Ink.ORANGE));
    }
    return chart;
  }

  /** Points that are not beaten on two figures, and those that are. */
  Chart frontier(ParetoFrontier frontier, List<SweepPoint> all, Optional<SweepPoint> best) {
    boolean isCost = frontier.x().key().startsWith("ttft") || frontier.y().key().startsWith("ttft");
    List<Series.Point> on = new ArrayList<>();
    List<Series.Point> off = new ArrayList<>();
    double mostX = 0;
    double mostY = 0;
    for (int index : frontier.judged()) {
      SweepPoint point = all.get(index);
      double x = value(frontier.x(), figures(point));
      double y = value(frontier.y(), figures(point));
      boolean isOn = frontier.points().contains(index);
      boolean isRinged = best.isPresent() && best.get().index() == index;
      (isOn ? on : off)
          .add(
              new Series.Point(
                  x, y, y, y, verdict(point), isOn && !isRinged ? knob.name(point) : ""));
      mostX = Math.max(mostX, x);
      mostY = Math.max(mostY, y);
    }
    on.sort(Comparator.comparingDouble(Series.Point::x));
    List<Series> series = new ArrayList<>();
    series.add(new Series("", false, Ink.BLUE, Series.Style.LINE_AND_DOTS, Mark.Shape.CIRCLE, on));
    if (!off.isEmpty()) {
      series.add(new Series("", false, Ink.SLATE, Series.Style.DOTS, Mark.Shape.SQUARE, off));
    }
    Chart chart =
        Chart.of(
            isCost ? "Cost against TTFT" : "Throughput per GPU against speed per user",
            Axis.of(name(frontier.x()), Scale.fromZero(mostX, STEPS), AxisLabels::number),
            Axis.of(name(frontier.y()), Scale.fromZero(mostY, STEPS), AxisLabels::number),
            series);
    Optional<SweepPoint> ringed = best.filter(point -> frontier.judged().contains(point.index()));
    return ringed
        .map(
            point ->
                chart.with(
                    new Chart.Best(
                        value(frontier.x(), figures(point)),
                        value(frontier.y(), figures(point)),
                        knob.name(point))))
        .orElse(chart);
  }

  private static double value(KeyFigure figure, PointFigures figures) {
    return figures.value(figure) * (figure.key().endsWith("_s") && isTime(figure) ? 1e3 : 1);
  }

  private static boolean isTime(KeyFigure figure) {
    return figure.key().startsWith("ttft") || figure.key().startsWith("tpot");
  }

  private static String name(KeyFigure figure) {
    return switch (figure) {
      case OUTPUT_TOKENS_PER_S_PER_GPU -> "Output tokens/s per GPU";
      case OUTPUT_TOKENS_PER_S_PER_USER -> "Output tokens/s per user, 1/TPOT p50";
      case TTFT_P99 -> "TTFT p99, ms";
      case USD_PER_1M_OUTPUT_RESERVED -> "$ per 1M output tokens";
      default -> figure.key();
    };
  }

  private Series series(
      String name,
      boolean onRight,
      Ink ink,
      List<SweepPoint> points,
      KeyFigure figure,
      double unit) {
    return new Series(
        name,
        onRight,
        ink,
        Series.Style.LINE_AND_DOTS,
        Mark.Shape.CIRCLE,
        points(points, figure, unit));
  }

  private List<Series.Point> points(List<SweepPoint> of, KeyFigure figure, double unit) {
    List<Series.Point> points = new ArrayList<>();
    for (SweepPoint point : of) {
      double y = figures(point).value(figure) * unit;
      double half = figures(point).halfWidth(figure) * unit;
      boolean isTime = isTime(figure);
      if (isTime && figures(point).showsSaturated()) {
        points.add(new Series.Point(knob.value(point), 0, 0, 0, Series.Verdict.SATURATED, ""));
      } else if (!Double.isNaN(y)) {
        points.add(
            new Series.Point(
                knob.value(point),
                y,
                Double.isNaN(half) ? y : y - half,
                Double.isNaN(half) ? y : y + half,
                verdict(point),
                isTime ? AxisLabels.time(y * NANOS_PER_MILLI) : ""));
      }
    }
    return points;
  }

  /** Values are written where the scale does not hold them only. */
  private static Series onlyOffScale(Series series, double top) {
    return new Series(
        series.name(),
        series.onRight(),
        series.ink(),
        series.style(),
        series.shape(),
        series.points().stream()
            .map(
                point ->
                    point.y() > top
                        ? point
                        : new Series.Point(
                            point.x(), point.y(), point.low(), point.high(), point.verdict(), ""))
            .toList());
  }

  private static Series.Verdict verdict(SweepPoint point) {
    PointFigures figures = figures(point);
    if (figures.showsSaturated() && figures.sloMet().isEmpty()) {
      return Series.Verdict.MISSES;
    }
    return figures.sloMet().orElse(true) ? Series.Verdict.HOLDS : Series.Verdict.MISSES;
  }

  static PointFigures figures(SweepPoint point) {
    return point.figures().orElseThrow();
  }

  private static double nanos(SweepPoint point, KeyFigure figure) {
    return figures(point).value(figure) * NANOS_PER_SECOND;
  }

  private static double largest(List<SweepPoint> points, KeyFigure figure, double unit) {
    return points.stream()
        .filter(point -> !isTime(figure) || !figures(point).showsSaturated())
        .mapToDouble(point -> figures(point).value(figure) * unit)
        .filter(Double::isFinite)
        .max()
        .orElse(1);
  }

  private boolean isLog() {
    return knob.isCount() && knob.least() > 0 && knob.most() / knob.least() >= LOG_FROM;
  }

  private Scale scale() {
    if (isLog()) {
      return Scale.log2(knob.least(), knob.most());
    }
    return knob.most() > knob.least()
        ? new Scale.Linear(
            knob.least(), knob.most(), Scale.between(knob.least(), knob.most(), STEPS).step())
        : Scale.between(knob.least(), knob.most(), STEPS);
  }
}
