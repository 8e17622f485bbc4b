package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.sim.metrics.Distribution;
import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.ui.viewmodel.SimulatedRun;
import java.util.ArrayList;
import java.util.List;

/** Three distributions beside each other, with the tail spread out: TTFT, TPOT, E2E. */
public final class LatencyPicture {
  private static final double LEFT = 48;
  private static final double GAP = 16;
  private static final double HEAD = 42;
  private static final double FOOT = 24;
  private static final int QUANTILES = 60;

  /** Width of a digit at the size of labels. */
  private static final double DIGIT = 6.6;

  private static final double NINES = 3;
  private static final double PICOS_PER_NANO = 1000;
  private static final double[] DOTS = {0.5, 0.9, 0.99};
  private static final Scale TAIL = new Scale.Tail();

  private final RunFigures figures;
  private final String title;
  private final List<Panel> panels = new ArrayList<>();

  /**
   * One latency.
   *
   * @param shares of requests, rising
   * @param nanos at those shares
   */
  private record Panel(
      Slo.Metric metric,
      Ink ink,
      Distribution values,
      double unit,
      List<Double> shares,
      List<Double> nanos) {
    double at(double share) {
      return values.percentile(share * 100) * unit;
    }

    double finest() {
      return 1 - 1.0 / Math.max(2, values.count());
    }
  }

  /** The distributions of a run. */
  public LatencyPicture(SimulatedRun run) {
    figures = run.outcome().figures();
    title = "Latency distributions: " + run.title();
    if (!figures.showsSaturated()) {
      RequestColumns measured = figures.result().measured();
      add(Slo.Metric.TTFT, Ink.ORANGE, measured.ttft(), 1);
      add(Slo.Metric.TPOT, Ink.PURPLE, measured.tpotPicos(), 1 / PICOS_PER_NANO);
      add(Slo.Metric.E2E, Ink.WINE, measured.e2e(), 1);
    }
  }

  private void add(Slo.Metric metric, Ink ink, Distribution values, double unit) {
    if (values.count() < 2) {
      return;
    }
    double finest = 1 - 1.0 / values.count();
    List<Double> shares = new ArrayList<>();
    List<Double> nanos = new ArrayList<>();
    for (int step = 0; step <= QUANTILES; step++) {
      double share = 1 - StrictMath.pow(10, -NINES * step / QUANTILES);
      double value = values.percentile(share * 100) * unit;
      if (share <= finest && value > 0) {
        shares.add(share);
        nanos.add(value);
      }
    }
    if (nanos.size() > 1) {
      panels.add(new Panel(metric, ink, values, unit, shares, nanos));
    }
  }

  /** Whether there is nothing to draw, because latencies grow with the run or there are none. */
  public boolean isEmpty() {
    return panels.isEmpty();
  }

  /** The picture. */
  public Picture picture(double width, double height) {
    Sketch sketch = new Sketch();
    List<Readout> readouts = new ArrayList<>();
    double wide = (width - GAP * Math.max(0, panels.size() - 1)) / Math.max(1, panels.size());
    for (int at = 0; at < panels.size(); at++) {
      panel(sketch, readouts, panels.get(at), at * (wide + GAP), wide, height);
    }
    return new Picture(title, width, height, sketch.marks(), readouts, HEAD, height - FOOT);
  }

  private void panel(
      Sketch sketch, List<Readout> readouts, Panel panel, double left, double wide, double height) {
    double plotLeft = left + LEFT;
    double plotRight = left + wide - 6;
    double bottom = height - FOOT;
    sketch.strong(left, 11, panel.metric.name(), panel.ink.text(), Mark.Anchor.START);
    for (double tick : TAIL.ticks(5)) {
      double y = y(tick, bottom);
      sketch.across(plotLeft, plotRight, y, tick == 0 ? Ink.MUTE : Ink.GRID);
      sketch.words(plotLeft - 7, y + 4, AxisLabels.share(tick), Ink.INK_2, Mark.Anchor.END);
    }
    double most = panel.nanos.get(panel.nanos.size() - 1);
    Scale.Log scale = Scale.log10(panel.nanos.get(0), most);
    double end = -1;
    for (double tick : scale.ticks(Math.max(2, (int) ((plotRight - plotLeft) / 30)))) {
      double x = plotLeft + scale.place(tick) * (plotRight - plotLeft);
      String words = AxisLabels.time(tick);
      double half = words.length() * DIGIT / 2;
      double middle = Math.min(x, plotRight + 4 - half);
      if (middle - half > end) {
        sketch.words(middle, bottom + 16, words, Ink.INK_2, Mark.Anchor.MIDDLE);
        end = middle + half + DIGIT;
      }
    }
    objective(sketch, panel, scale, plotLeft, plotRight, bottom);
    List<Mark.At> line = new ArrayList<>();
    for (int at = 0; at < panel.nanos.size(); at++) {
      double x = plotLeft + scale.place(panel.nanos.get(at)) * (plotRight - plotLeft);
      line.add(new Mark.At(x, y(panel.shares.get(at), bottom)));
      readouts.add(
          new Readout(
              panel.nanos.get(at),
              x,
              List.of(
                  panel.metric.name(),
                  AxisLabels.share(panel.shares.get(at))
                      + " within "
                      + ReadableNumbers.time(panel.nanos.get(at))),
              List.of(new Mark.At(x, y(panel.shares.get(at), bottom)))));
    }
    sketch.add(new Mark.Line(line, panel.ink, 2.25, Mark.Dash.SOLID, 1));
    for (double share : DOTS) {
      double value = panel.at(share);
      if (share <= panel.finest() && value > 0) {
        double x = plotLeft + scale.place(value) * (plotRight - plotLeft);
        double y = y(share, bottom);
        sketch.add(new Mark.Dot(new Mark.At(x, y), 4.5, Mark.Shape.CIRCLE, panel.ink, false));
        boolean isEarly = x < plotLeft + 74;
        sketch.label(
            isEarly ? x + 9 : x - 8,
            isEarly ? y + 13 : y - 7,
            "p" + Math.round(share * 100) + " " + ReadableNumbers.time(value),
            Ink.INK,
            isEarly ? Mark.Anchor.START : Mark.Anchor.END);
      }
    }
  }

  private void objective(
      Sketch sketch, Panel panel, Scale scale, double left, double right, double bottom) {
    for (SloFigures.TermFigures judged : figures.slo().terms()) {
      Slo.Term term = judged.term();
      if (term.metric() != panel.metric) {
        continue;
      }
      String words =
          "SLO " + term.percentile() + " ≤ " + AxisLabels.time((double) term.thresholdNanos());
      double place = scale.place((double) term.thresholdNanos());
      boolean isOn = place >= 0 && place <= 1;
      if (isOn) {
        double x = left + place * (right - left);
        sketch.line(x, HEAD - 6, x, bottom, panel.ink, 1.5, Mark.Dash.DASHED);
      }
      String off = place > 1 ? words + " →" : place < 0 ? "← " + words : words;
      sketch.words(
          right + 4, 28, off + (judged.met() ? " ✓" : " ✕"), panel.ink.text(), Mark.Anchor.END);
    }
  }

  private static double y(double share, double bottom) {
    return bottom - TAIL.place(share) * (bottom - HEAD);
  }
}
