package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.scenario.report.LimitInk;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The charts of a sweep that may still be under way. */
final class SweepDrawing {
  private static final int STEPS = 5;
  private static final int MOST_DRAWN = 300;
  private static final double LOG_FROM = 8;
  private static final double MILLIS = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double WIDE_SPREAD = 30;
  private static final List<Mark.Shape> SHAPES =
      List.of(Mark.Shape.CIRCLE, Mark.Shape.SQUARE, Mark.Shape.DIAMOND, Mark.Shape.TRIANGLE);

  private final SweepSettings asked;
  private final List<Curve> curves;
  private final Curve main;
  private final Optional<Slo.Term> objective;
  private final List<String> values;
  private final boolean isNumeric;
  private final double least;
  private final double most;

  private SweepDrawing(SweepSettings asked, List<Curve> curves, List<Slo.Term> terms) {
    this.asked = asked;
    this.curves = curves;
    main = curves.get(0);
    objective =
        terms.stream()
            .filter(term -> term.metric() == Slo.Metric.TTFT)
            .max(Comparator.comparingDouble(Slo.Term::target));
    values = main.slots().stream().map(Slot::value).toList();
    isNumeric = Places.isNumeric(values);
    least = main.slots().stream().mapToDouble(Slot::x).min().orElse(0);
    most = main.slots().stream().mapToDouble(Slot::x).max().orElse(1);
  }

  static SweepState.Charts charts(SweepSettings asked, List<Curve> curves, List<Slo.Term> terms) {
    if (curves.isEmpty() || curves.get(0).slots().isEmpty()) {
      return new SweepState.Charts(List.of(), Optional.empty());
    }
    SweepDrawing drawing = new SweepDrawing(asked, curves, terms);
    List<Chart> main =
        curves.size() == 1
            ? List.of(drawing.tradeOff())
            : List.of(drawing.panel(true), drawing.panel(false));
    return new SweepState.Charts(main, drawing.frontier());
  }

  private Chart tradeOff() {
    Scale.Linear left = Scale.fromZero(largest(main, KeyFigure.OUTPUT_TOKENS_PER_S, 1), STEPS);
    long steps = Math.round((left.max() - left.min()) / left.step());
    double longest = largest(main, asked.percentile().ttft(), MILLIS);
    double top = objective.map(term -> 2 * term.thresholdNanos() / NANOS_PER_MILLI).orElse(longest);
    Scale.Linear ttft = Scale.inSteps(top, steps);
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            "throughput",
            false,
            Ink.BLUE,
            Series.Style.LINE_AND_DOTS,
            Mark.Shape.CIRCLE,
            points(main, KeyFigure.OUTPUT_TOKENS_PER_S, 1, Double.MAX_VALUE)));
    if (asked.percentile() != Percentile.P50) {
      series.add(
          new Series(
              "p50",
              true,
              Ink.ORANGE,
              Series.Style.THIN_LINE,
              Mark.Shape.CIRCLE,
              points(main, KeyFigure.TTFT_P50, MILLIS, Double.MAX_VALUE).stream()
                  .filter(
                      point ->
                          point.verdict() == Series.Verdict.HOLDS
                              || point.verdict() == Series.Verdict.MISSES)
                  .toList()));
    }
    series.add(
        new Series(
            "TTFT " + asked.percentile().word(),
            true,
            Ink.ORANGE,
            Series.Style.LINE_AND_DOTS,
            Mark.Shape.CIRCLE,
            points(main, asked.percentile().ttft(), MILLIS, ttft.max())));
    Chart chart =
        Chart.of(
                "Throughput and time to first token against " + knobWords(),
                axis(),
                new Axis("Output tokens/s", left, AxisLabels::number, Ink.BLUE),
                series)
            .withRight(
                new Axis(
                    "TTFT " + asked.percentile().word() + ", ms",
                    ttft,
                    AxisLabels::number,
                    Ink.ORANGE))
            .withStrip(limits());
    if (objective.isPresent()) {
      chart = chart.with(line(objective.get(), true));
    }
    return best(misses(chart), KeyFigure.OUTPUT_TOKENS_PER_S, 1);
  }

  /** One quantity of several scenarios. */
  private Chart panel(boolean isThroughput) {
    KeyFigure figure = isThroughput ? KeyFigure.OUTPUT_TOKENS_PER_S : asked.percentile().ttft();
    double unit = isThroughput ? 1 : MILLIS;
    List<Series> series = new ArrayList<>();
    double largest = 0;
    double smallest = Double.MAX_VALUE;
    for (int number = 0; number < curves.size(); number++) {
      Curve curve = curves.get(number);
      List<Series.Point> points = points(curve, figure, unit, Double.MAX_VALUE);
      series.add(
          new Series(
              curve.name(),
              false,
              Ink.ofScenario(number),
              number == 0 ? Series.Style.LINE_AND_DOTS : Series.Style.DASHED_AND_DOTS,
              SHAPES.get(number % SHAPES.size()),
              points));
      largest = Math.max(largest, largest(curve, figure, unit));
      smallest = Math.min(smallest, smallest(curve, figure, unit));
    }
    boolean isWide = !isThroughput && smallest > 0 && largest > WIDE_SPREAD * smallest;
    String name = isThroughput ? "Output tokens/s" : "TTFT " + asked.percentile().word() + ", ms";
    Chart chart =
        Chart.of(
            (isThroughput ? "Throughput" : "Time to first token") + " against " + knobWords(),
            axis(),
            new Axis(
                name + (isWide ? " (log scale)" : ""),
                isWide ? Scale.log10(smallest, largest) : Scale.fromZero(largest, STEPS),
                AxisLabels::number,
                Ink.INK_2),
            series);
    if (!isThroughput && objective.isPresent()) {
      chart = chart.with(line(objective.get(), false));
    }
    return isThroughput ? best(chart, figure, unit) : chart;
  }

  private Optional<Chart> frontier() {
    double mostX = 0;
    double mostY = 0;
    List<Series> series = new ArrayList<>();
    for (int number = 0; number < curves.size(); number++) {
      List<Series.Point> points = new ArrayList<>();
      for (Slot slot : drawn(curves.get(number))) {
        double x = slot.value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_USER);
        double y = slot.value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU);
        if (!slot.isSaturated() && Double.isFinite(x) && Double.isFinite(y)) {
          boolean isNamed = number == 0 && slot.index() % 3 == 1 && slot.holds() && !isBest(slot);
          points.add(
              new Series.Point(
                  x, y, y, y, verdict(slot), isNamed ? slot.value() : "", slot.coarse()));
          mostX = Math.max(mostX, x);
          mostY = Math.max(mostY, y);
        }
      }
      points.sort(Comparator.comparingDouble(Series.Point::x));
      series.add(
          new Series(
              curves.get(number).name(),
              false,
              Ink.ofScenario(number),
              number == 0 ? Series.Style.LINE_AND_DOTS : Series.Style.DASHED_AND_DOTS,
              SHAPES.get(number % SHAPES.size()),
              points));
    }
    if (mostY == 0) {
      return Optional.empty();
    }
    Chart chart =
        Chart.of(
            "Throughput per GPU against speed per user",
            Axis.of(
                "Output tokens/s per user, 1/TPOT p50",
                Scale.fromZero(mostX, STEPS),
                AxisLabels::number),
            Axis.of("Output tokens/s per GPU", Scale.fromZero(mostY, STEPS), AxisLabels::number),
            series);
    Optional<Slot> best = main.best();
    if (best.isPresent()) {
      chart =
          chart.with(
              new Chart.Best(
                  best.get().value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_USER),
                  best.get().value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU),
                  best.get().value()));
    }
    return Optional.of(chart);
  }

  private boolean isBest(Slot slot) {
    return main.best().map(best -> best.index() == slot.index()).orElse(false);
  }

  private String knobWords() {
    String label = asked.knob().label();
    return label.equals("GPU") ? label : label.toLowerCase(Locale.ROOT);
  }

  private Axis axis() {
    if (!isNumeric) {
      DoubleFunction<String> name =
          x -> {
            int at = (int) Math.round(x);
            boolean isOne = Math.abs(x - at) < 1e-6 && at >= 0 && at < values.size();
            return isOne ? values.get(at) : "";
          };
      double end = Math.max(1, values.size() - 1.0);
      return Axis.of(asked.knob().title(), new Scale.Linear(0, end, 1), name);
    }
    String unit = Places.unit(values);
    boolean isLog = unit.isEmpty() && least > 0 && most / least >= LOG_FROM;
    Scale scale =
        isLog
            ? Scale.log2(least, most)
            : new Scale.Linear(least, most, Scale.between(least, most, STEPS).step());
    return Axis.of(
        asked.knob().title() + (unit.isEmpty() ? "" : ", " + unit) + (isLog ? " (log scale)" : ""),
        scale,
        AxisLabels::number);
  }

  private static Chart.Objective line(Slo.Term term, boolean onRight) {
    return new Chart.Objective(
        term.thresholdNanos() / NANOS_PER_MILLI,
        false,
        onRight,
        "SLO: "
            + term.metric()
            + " "
            + term.percentile()
            + " ≤ "
            + AxisLabels.time((double) term.thresholdNanos()),
        Ink.ORANGE);
  }

  private Chart best(Chart chart, KeyFigure figure, double unit) {
    Optional<Slot> best = main.best();
    boolean hasObjective =
        main.slots().stream()
            .anyMatch(slot -> slot.figures().flatMap(PointFigures::sloMet).isPresent());
    return best.map(
            slot ->
                chart.with(
                    new Chart.Best(
                        slot.x(),
                        slot.value(figure) * unit,
                        slot.value() + (hasObjective ? ": best within SLO" : ": most output"))))
        .orElse(chart);
  }

  /** The stretch of points at the end that miss is hatched. */
  private Chart misses(Chart chart) {
    List<Slot> known = main.known();
    int from = known.size();
    while (from > 0 && !known.get(from - 1).isFailed() && !known.get(from - 1).holds()) {
      from--;
    }
    if (from == 0 || from == known.size()) {
      return chart;
    }
    return chart.with(
        new Chart.Zone(between(known.get(from - 1), known.get(from)), most, "misses SLO"));
  }

  private double between(Slot one, Slot other) {
    boolean isLog = chartIsLog();
    return isLog ? Math.sqrt(one.x() * other.x()) : (one.x() + other.x()) / 2;
  }

  private boolean chartIsLog() {
    return isNumeric && Places.unit(values).isEmpty() && least > 0 && most / least >= LOG_FROM;
  }

  private List<Chart.Stretch> limits() {
    List<Slot> known = main.known().stream().filter(slot -> slot.figures().isPresent()).toList();
    List<Chart.Stretch> stretches = new ArrayList<>();
    int from = 0;
    while (from < known.size()) {
      String limit = known.get(from).figures().orElseThrow().limit();
      int to = from;
      while (to + 1 < known.size()
          && known.get(to + 1).figures().orElseThrow().limit().equals(limit)) {
        to++;
      }
      double begin = from == 0 ? known.get(0).x() : between(known.get(from - 1), known.get(from));
      double end =
          to == known.size() - 1 ? known.get(to).x() : between(known.get(to), known.get(to + 1));
      Limit named =
          Arrays.stream(Limit.values())
              .filter(each -> each.words().equals(limit))
              .findFirst()
              .orElse(Limit.NONE);
      if (end > begin) {
        stretches.add(new Chart.Stretch(begin, end, LimitInk.name(named), LimitInk.of(named)));
      }
      from = to + 1;
    }
    return stretches;
  }

  private List<Series.Point> points(Curve curve, KeyFigure figure, double unit, double top) {
    boolean isTime = figure.key().startsWith("ttft") || figure.key().startsWith("tpot");
    List<Series.Point> points = new ArrayList<>();
    for (Slot slot : drawn(curve)) {
      if (slot.isFailed()) {
        points.add(
            new Series.Point(
                slot.x(), 0, 0, 0, Series.Verdict.FAILED, isTime ? slot.value() + " failed" : ""));
        continue;
      }
      if (isTime && slot.isSaturated()) {
        points.add(new Series.Point(slot.x(), 0, 0, 0, Series.Verdict.SATURATED, ""));
        continue;
      }
      double y = slot.value(figure) * unit;
      double half = slot.figures().orElseThrow().halfWidth(figure) * unit;
      double reach = Double.isNaN(half) ? 0 : half;
      if (!Double.isNaN(y)) {
        String label = isTime && y > top ? AxisLabels.time(y * NANOS_PER_MILLI) : "";
        points.add(
            new Series.Point(
                slot.x(), y, y - reach, y + reach, verdict(slot), label, slot.coarse()));
      }
    }
    return points;
  }

  /** Evenly thinned where there are more points than a chart has room for; the best one stays. */
  private static List<Slot> drawn(Curve curve) {
    List<Slot> known = curve.known();
    if (known.size() <= MOST_DRAWN) {
      return known;
    }
    int stride = (known.size() + MOST_DRAWN - 1) / MOST_DRAWN;
    int best = curve.best().map(Slot::index).orElse(-1);
    List<Slot> kept = new ArrayList<>();
    for (int at = 0; at < known.size(); at++) {
      if (at % stride == 0 || at == known.size() - 1 || known.get(at).index() == best) {
        kept.add(known.get(at));
      }
    }
    return kept;
  }

  private static Series.Verdict verdict(Slot slot) {
    return slot.holds() ? Series.Verdict.HOLDS : Series.Verdict.MISSES;
  }

  private static double largest(Curve curve, KeyFigure figure, double unit) {
    return curve.slots().stream()
        .filter(slot -> figure == KeyFigure.OUTPUT_TOKENS_PER_S || !slot.isSaturated())
        .mapToDouble(slot -> slot.value(figure) * unit)
        .filter(Double::isFinite)
        .max()
        .orElse(1);
  }

  private static double smallest(Curve curve, KeyFigure figure, double unit) {
    return curve.slots().stream()
        .filter(slot -> !slot.isSaturated())
        .mapToDouble(slot -> slot.value(figure) * unit)
        .filter(Double::isFinite)
        .min()
        .orElse(1);
  }
}
