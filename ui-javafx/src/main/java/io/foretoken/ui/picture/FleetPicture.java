package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.report.AxisLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The forecast as a band over the week, against what the fleet holds in each of its sizes: the line
 * is what it holds without its spare, the grey above it the spare.
 */
public final class FleetPicture {
  private static final double LEFT = 56;
  private static final double RIGHT = 92;
  private static final double HEAD = 38;
  private static final double FOOT = 22;
  private static final double GAP = 44;
  private static final double BAND = 0.18;
  private static final double SPARE = 0.22;
  private static final double ROOM = 1.08;
  private static final double LABEL_WIDTH = 30;
  private static final int TICKS = 4;

  private final Forecast forecast;
  private final Optional<FleetPlan> fleet;
  private final boolean headroom;
  private final List<WeekPanel> panels;

  /**
   * A picture.
   *
   * @param fleet empty before there is one
   * @param headroom whether the fleet has a replica to spare
   */
  public FleetPicture(Forecast forecast, Optional<FleetPlan> fleet, boolean headroom) {
    this.forecast = forecast;
    this.fleet = fleet;
    this.headroom = headroom;
    panels = WeekPanel.of(forecast, fleet);
  }

  /** The picture. */
  public Picture picture(double width, double height) {
    Sketch sketch = new Sketch();
    double bottom = height - FOOT;
    Scale.Linear scale = Scale.fromZero(most() * ROOM, TICKS);
    double room = width - LEFT - RIGHT - GAP * (panels.size() - 1);
    double x = LEFT;
    List<Readout> readouts = new ArrayList<>();
    sketch.strong(0, 12, "Requests/s", Ink.INK, Mark.Anchor.START);
    for (WeekPanel panel : panels) {
      Plot plot = new Plot(panel, x, x + room * panel.share(), HEAD, bottom, scale);
      plot.frame(sketch, x == LEFT);
      spare(sketch, plot);
      band(sketch, plot);
      capacity(sketch, plot);
      readouts.addAll(readouts(plot));
      x = plot.right + GAP;
    }
    ends(sketch, new Plot(last(), x - GAP, x - GAP, HEAD, bottom, scale));
    return new Picture(
        "Requests/s over the week: forecast, and what the fleet holds",
        width,
        height,
        sketch.marks(),
        readouts,
        HEAD,
        bottom);
  }

  private WeekPanel last() {
    return panels.get(panels.size() - 1);
  }

  private double most() {
    double most = forecast.peak(ForecastCase.HIGH);
    return fleet
        .map(one -> one.steps().stream().mapToDouble(FleetStep::capacity).max().orElse(0))
        .map(capacity -> Math.max(most, capacity))
        .orElse(most);
  }

  /** Where the hours of a panel and rates stand. */
  private record Plot(
      WeekPanel panel, double left, double right, double top, double bottom, Scale.Linear scale) {
    double x(double hour) {
      return left + (hour - panel.from()) / (panel.to() - panel.from()) * (right - left);
    }

    double y(double rate) {
      return bottom - scale.place(rate) * (bottom - top);
    }

    void frame(Sketch sketch, boolean isFirst) {
      sketch.strong(isFirst ? left + 24 : left, 12, panel.title(), Ink.INK, Mark.Anchor.START);
      for (double tick : scale.ticks(TICKS + 2)) {
        sketch.across(left, right, y(tick), tick == 0 ? Ink.MUTE : Ink.GRID);
        if (isFirst) {
          sketch.words(left - 8, y(tick) + 4, AxisLabels.number(tick), Ink.INK_2, Mark.Anchor.END);
        }
      }
      for (WeekPanel.Tick tick : panel.ticks((right - left) / 64)) {
        Mark.Anchor anchor =
            tick.hour() == panel.from()
                ? Mark.Anchor.START
                : tick.hour() == panel.to() ? Mark.Anchor.END : Mark.Anchor.MIDDLE;
        sketch.words(x(tick.hour()), bottom + 16, tick.words(), Ink.INK_2, anchor);
      }
    }
  }

  private static void spare(Sketch sketch, Plot plot) {
    for (WeekPanel.Stretch stretch : plot.panel.stretches()) {
      stretch
          .step()
          .ifPresent(
              step -> {
                double top = plot.y(step.capacity());
                sketch.rect(
                    plot.x(stretch.from()),
                    top,
                    plot.x(stretch.to()) - plot.x(stretch.from()),
                    plot.y(step.capacityOneDown()) - top,
                    Ink.MUTE,
                    SPARE);
              });
    }
  }

  private void band(Sketch sketch, Plot plot) {
    if (forecast.hasRange()) {
      List<Mark.At> outline = new ArrayList<>(level(plot, ForecastCase.HIGH));
      List<Mark.At> low = level(plot, ForecastCase.LOW);
      for (int at = low.size() - 1; at >= 0; at--) {
        outline.add(low.get(at));
      }
      sketch.add(new Mark.Area(outline, Ink.BLUE, BAND));
    }
    sketch.add(
        new Mark.Line(level(plot, ForecastCase.EXPECTED), Ink.BLUE, 2.25, Mark.Dash.SOLID, 1));
  }

  private List<Mark.At> level(Plot plot, ForecastCase which) {
    List<Mark.At> points = new ArrayList<>();
    for (WeekPanel.Stretch stretch : plot.panel.stretches()) {
      double y = plot.y(forecast.rate(stretch.period(), which));
      points.add(new Mark.At(plot.x(stretch.from()), y));
      points.add(new Mark.At(plot.x(stretch.to()), y));
    }
    return points;
  }

  /** What holds with one replica down is what counts, where one is to spare. */
  private double held(FleetStep step) {
    return headroom ? step.capacityOneDown() : step.capacity();
  }

  private void capacity(Sketch sketch, Plot plot) {
    if (fleet.isEmpty()) {
      return;
    }
    List<Mark.At> points = new ArrayList<>();
    List<WeekPanel.Stretch> all = plot.panel.stretches();
    int first = 0;
    for (int at = 0; at < all.size(); at++) {
      FleetStep step = all.get(at).step().orElseThrow();
      points.add(new Mark.At(plot.x(all.get(at).from()), plot.y(held(step))));
      points.add(new Mark.At(plot.x(all.get(at).to()), plot.y(held(step))));
      boolean isLast = at + 1 == all.size() || !all.get(at + 1).step().get().equals(step);
      if (isLast) {
        double left = plot.x(all.get(first).from());
        double right = plot.x(all.get(at).to());
        String words = replicas(step);
        if (right - left > Math.max(LABEL_WIDTH, 7.0 * words.length())) {
          sketch.label(
              (left + right) / 2, plot.y(step.capacity()) - 6, words, Ink.INK, Mark.Anchor.MIDDLE);
        }
        first = at + 1;
      }
    }
    sketch.add(new Mark.Line(points, Ink.INK, 1.75, Mark.Dash.SOLID, 1));
  }

  private String replicas(FleetStep step) {
    return headroom && step.replicas() > 0
        ? step.replicas() - 1 + " + 1"
        : Integer.toString(step.replicas());
  }

  /** Names of the lines at their right ends, one below the other. */
  private void ends(Sketch sketch, Plot plot) {
    List<WeekPanel.Stretch> all = plot.panel.stretches();
    WeekPanel.Stretch end = all.get(all.size() - 1);
    double x = plot.right + 8;
    double expected = plot.y(forecast.rate(end.period(), ForecastCase.EXPECTED)) + 4;
    double lowest = plot.bottom - (forecast.hasRange() ? 14 : 0);
    if (fleet.isPresent()) {
      FleetStep step = end.step().orElseThrow();
      double held = Math.min(plot.y(held(step)) + 4, lowest - 16);
      sketch.label(x, held, "capacity", Ink.INK, Mark.Anchor.START);
      if (headroom) {
        double spare = Math.min(plot.y(step.capacity()) - 2, held - 15);
        sketch.words(x, spare, "spare, n+1", Ink.INK_2, Mark.Anchor.START);
      }
      expected = Math.max(expected, held + 16);
    }
    expected = Math.min(expected, lowest);
    sketch.label(x, expected, "expected", Ink.BLUE.text(), Mark.Anchor.START);
    if (forecast.hasRange()) {
      sketch.words(x, expected + 14, "low to high", Ink.BLUE.text(), Mark.Anchor.START);
    }
  }

  private List<Readout> readouts(Plot plot) {
    List<Readout> readouts = new ArrayList<>();
    for (WeekPanel.Stretch stretch : plot.panel.stretches()) {
      double middle = (stretch.from() + stretch.to()) / 2;
      double x = plot.x(middle);
      List<String> lines = new ArrayList<>();
      List<Mark.At> dots = new ArrayList<>();
      double expected = forecast.rate(stretch.period(), ForecastCase.EXPECTED);
      lines.add(plot.panel.when(stretch) + ", " + forecast.periods().get(stretch.period()).name());
      lines.add("expected " + ReadableNumbers.number(expected) + " req/s" + range(stretch));
      dots.add(new Mark.At(x, plot.y(expected)));
      stretch
          .step()
          .ifPresent(
              step -> {
                lines.add(FleetPlan.words(step).replace(" x ", " × "));
                lines.add("holds " + ReadableNumbers.number(step.capacity()) + " req/s");
                lines.add(
                    "with one replica down "
                        + ReadableNumbers.number(step.capacityOneDown())
                        + " req/s");
                lines.add(ReadableNumbers.usd(step.usdPerWeek() / step.hours()) + " an hour");
                dots.add(new Mark.At(x, plot.y(held(step))));
              });
      readouts.add(new Readout(middle, x, lines, dots));
    }
    return readouts;
  }

  private String range(WeekPanel.Stretch stretch) {
    return forecast.hasRange()
        ? ", "
            + ReadableNumbers.number(forecast.rate(stretch.period(), ForecastCase.LOW))
            + " to "
            + ReadableNumbers.number(forecast.rate(stretch.period(), ForecastCase.HIGH))
        : "";
  }
}
