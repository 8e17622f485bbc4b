package io.foretoken.scenario.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** From a chart to its marks, for one size. */
final class ChartLayout {
  static final double SMALL = 11;
  static final double LABEL = 12;
  private static final double LINE_HEIGHT = 16;
  private static final double STRIP = 18;
  private static final double MIN_TICK_X = 62;
  private static final double LEAST_TICK_X = 36;
  private static final double MIN_TICK_Y = 34;
  private static final int MOST_READOUTS = 160;

  private final Chart chart;
  private final double width;
  private final double height;
  private final Plot plot;
  private final List<Double> ticksLeft;
  private final List<Double> ticksRight;
  private final List<Double> ticksX;
  private final List<Mark> marks = new ArrayList<>();
  private final LabelPlaces labels;

  ChartLayout(Chart chart, double width, double height) {
    this.chart = chart;
    this.width = width;
    this.height = height;
    double top = LINE_HEIGHT + 16;
    double bottom = height - 2 * LINE_HEIGHT - 8 - (chart.strip().isEmpty() ? 0 : STRIP + 14);
    int rows = Math.max(2, (int) ((bottom - top) / MIN_TICK_Y) + 1);
    ticksLeft = chart.left().scale().ticks(rows);
    ticksRight = chart.right().map(axis -> axis.scale().ticks(rows)).orElse(List.of());
    double left = widest(chart.left(), ticksLeft) + 8;
    if (!chart.strip().isEmpty()) {
      left = Math.max(left, 38);
    }
    double right =
        chart.right().isPresent()
            ? width - widest(chart.right().get(), ticksRight) - 8
            : width - 18;
    plot = new Plot(left, top, right, bottom);
    ticksX = chart.x().scale().ticks(Math.max(3, (int) (plot.width() / tickRoom())));
    labels = new LabelPlaces(plot);
  }

  /** What a tick of the x axis takes: its label and a gap, of as many ticks as there may be. */
  private double tickRoom() {
    List<Double> most = chart.x().scale().ticks((int) Math.max(3, plot.width() / LEAST_TICK_X));
    return Math.min(MIN_TICK_X, Math.max(LEAST_TICK_X, widest(chart.x(), most) + LEAST_TICK_X / 2));
  }

  private static double widest(Axis axis, List<Double> ticks) {
    double widest = 0;
    for (double tick : ticks) {
      widest = Math.max(widest, TextWidth.of(axis.label().apply(tick), SMALL));
    }
    return widest;
  }

  Picture picture() {
    grid();
    zones();
    axisNames();
    ticks();
    SeriesMarks drawn = new SeriesMarks(plot, labels, marks);
    for (Series series : chart.series()) {
      labels.line(drawn.path(series, chart.x().scale(), scaleOf(series)));
    }
    objectives();
    for (Series series : chart.series()) {
      drawn.draw(series, chart.x().scale(), scaleOf(series));
    }
    chart.best().ifPresent(this::best);
    for (Series series : chart.series()) {
      drawn.label(series, chart.x().scale(), scaleOf(series));
    }
    strip();
    return new Picture(chart.title(), width, height, marks, readouts(), plot.top(), plot.bottom());
  }

  private Scale scaleOf(Series series) {
    return series.onRight() ? chart.right().orElseThrow().scale() : chart.left().scale();
  }

  private Axis axisOf(Series series) {
    return series.onRight() ? chart.right().orElseThrow() : chart.left();
  }

  /** On half pixels, so that one pixel stays one. */
  private static double crisp(double y) {
    return StrictMath.floor(y) + 0.5;
  }

  private void grid() {
    for (double tick : ticksLeft) {
      double y = crisp(plot.y(chart.left().scale(), tick));
      boolean isBase = y >= plot.bottom() - 1;
      line(plot.left(), y, plot.right(), y, isBase ? Ink.MUTE : Ink.GRID, 1, Mark.Dash.SOLID);
    }
  }

  private void zones() {
    for (Chart.Zone zone : chart.zones()) {
      double from = clampX(plot.x(chart.x().scale(), zone.from()));
      double to = clampX(plot.x(chart.x().scale(), zone.to()));
      if (to > from) {
        marks.add(new Mark.Hatch(from, plot.top(), to - from, plot.height()));
        if (!zone.label().isEmpty()) {
          boolean isLate = from > plot.left() + plot.width() / 2;
          Mark.Text text =
              text(
                  isLate ? to - 4 : from + 4,
                  plot.bottom() - 6,
                  zone.label(),
                  Ink.INK_2,
                  isLate ? Mark.Anchor.END : Mark.Anchor.START);
          marks.add(
              new Mark.Text(text.at(), zone.label(), Ink.INK_2, SMALL, false, text.anchor(), true));
          labels.taken(text);
        }
      }
    }
  }

  private double clampX(double x) {
    return Math.max(plot.left(), Math.min(plot.right(), x));
  }

  private void axisNames() {
    double y = LINE_HEIGHT - 4;
    Axis left = chart.left();
    marks.add(strong(0, y, left.name(), left.ink().text(), Mark.Anchor.START));
    chart
        .right()
        .ifPresent(
            axis -> marks.add(strong(width, y, axis.name(), axis.ink().text(), Mark.Anchor.END)));
    marks.add(
        text(
            (plot.left() + plot.right()) / 2,
            height - 6,
            chart.x().name(),
            Ink.INK_2,
            Mark.Anchor.MIDDLE));
  }

  private void ticks() {
    for (double tick : ticksLeft) {
      double y = plot.y(chart.left().scale(), tick) + 4;
      marks.add(
          text(
              plot.left() - 8,
              y,
              chart.left().label().apply(tick),
              chart.left().ink().text(),
              Mark.Anchor.END));
    }
    for (double tick : ticksRight) {
      Axis axis = chart.right().orElseThrow();
      double y = plot.y(axis.scale(), tick) + 4;
      marks.add(
          text(
              plot.right() + 8, y, axis.label().apply(tick), axis.ink().text(), Mark.Anchor.START));
    }
    double end = -Double.MAX_VALUE;
    for (double tick : ticksX) {
      double x = plot.x(chart.x().scale(), tick);
      String label = chart.x().label().apply(tick);
      double half = TextWidth.of(label, SMALL) / 2;
      line(crisp(x), plot.bottom(), crisp(x), plot.bottom() + 4, Ink.MUTE, 1, Mark.Dash.SOLID);
      if (x - half > end + 6) {
        boolean isLast = x + half > width;
        marks.add(
            text(
                isLast ? width : x,
                plot.bottom() + 17,
                label,
                Ink.INK_2,
                isLast ? Mark.Anchor.END : Mark.Anchor.MIDDLE));
        end = x + half;
      }
    }
  }

  private void objectives() {
    for (Chart.Objective objective : chart.objectives()) {
      Ink ink = objective.ink();
      if (objective.across()) {
        double x = plot.x(chart.x().scale(), objective.value());
        if (x >= plot.left() && x <= plot.right()) {
          line(x, plot.top(), x, plot.bottom(), ink, 1.5, Mark.Dash.DASHED);
          marks.add(labels.besideUpright(x, objective.label(), ink.text(), SMALL));
        }
      } else {
        Scale scale =
            objective.onRight() ? chart.right().orElseThrow().scale() : chart.left().scale();
        double y = plot.y(scale, objective.value());
        if (plot.holdsY(y)) {
          line(plot.left(), y, plot.right(), y, ink, 1.5, Mark.Dash.DASHED);
          label(plot.left() + 4, y - 6, objective.label(), ink, Mark.Anchor.START);
        } else if (y < plot.top()) {
          label(plot.left() + 4, plot.top() + 12, objective.label() + " ↑", ink, Mark.Anchor.START);
        }
      }
    }
  }

  private void label(double x, double y, String words, Ink ink, Mark.Anchor anchor) {
    Mark.Text label =
        new Mark.Text(new Mark.At(x, y), words, ink.text(), SMALL, true, anchor, true);
    marks.add(label);
    labels.taken(label);
  }

  private void best(Chart.Best best) {
    Mark.At at =
        new Mark.At(plot.x(chart.x().scale(), best.x()), plot.y(chart.left().scale(), best.y()));
    List<Mark.At> ring = new ArrayList<>();
    int corners = 32;
    for (int corner = 0; corner <= corners; corner++) {
      double angle = 2 * Math.PI * corner / corners;
      ring.add(new Mark.At(at.x() + 7 * StrictMath.cos(angle), at.y() + 7 * StrictMath.sin(angle)));
    }
    marks.add(new Mark.Line(ring, Ink.INK, 2, Mark.Dash.SOLID, 1));
    boolean isLate = at.x() > plot.left() + plot.width() / 2;
    Mark.Text label =
        new Mark.Text(
            new Mark.At(at.x() + (isLate ? -6 : 6), Math.max(plot.top() + 10, at.y() - 14)),
            best.label(),
            Ink.INK,
            LABEL,
            true,
            isLate ? Mark.Anchor.END : Mark.Anchor.START,
            true);
    marks.add(label);
    labels.taken(label);
  }

  /** Stretches of the strip; a label that does not fit is left to the readers of the table. */
  private void strip() {
    if (chart.strip().isEmpty()) {
      return;
    }
    double top = plot.bottom() + 26;
    marks.add(strong(0, top + 13, "Limit", Ink.INK, Mark.Anchor.START));
    for (Chart.Stretch stretch : chart.strip()) {
      double from = clampX(plot.x(chart.x().scale(), stretch.from()));
      double to = clampX(plot.x(chart.x().scale(), stretch.to()));
      marks.add(new Mark.Rect(from, top, Math.max(1, to - from - 1), STRIP, stretch.ink(), 0.16));
      marks.add(new Mark.Rect(from, top, 2.5, STRIP, stretch.ink(), 1));
      if (TextWidth.of(stretch.label(), SMALL) + 12 < to - from) {
        marks.add(
            new Mark.Text(
                new Mark.At(from + 7, top + 13),
                stretch.label(),
                stretch.ink().text(),
                SMALL,
                true,
                Mark.Anchor.START,
                false));
      }
    }
  }

  /** What is said at each x at which any series has a point; at most so many, evenly thinned. */
  private List<Readout> readouts() {
    TreeMap<Double, List<String>> lines = new TreeMap<>();
    TreeMap<Double, List<Mark.At>> dots = new TreeMap<>();
    for (Series series : chart.series()) {
      boolean isSpoken = !series.name().isEmpty() && series.style() != Series.Style.CLOUD;
      for (Series.Point point : isSpoken ? series.points() : List.<Series.Point>of()) {
        String value =
            point.verdict().hasValue()
                ? (point.coarse() ? "≈ " : "") + axisOf(series).label().apply(point.y())
                : point.verdict().name().toLowerCase(Locale.ROOT);
        lines
            .computeIfAbsent(point.x(), x -> new ArrayList<>(List.of(chart.x().label().apply(x))))
            .add(series.name() + ": " + value);
        if (point.verdict().hasValue()) {
          dots.computeIfAbsent(point.x(), x -> new ArrayList<>())
              .add(
                  new Mark.At(
                      plot.x(chart.x().scale(), point.x()), plot.y(scaleOf(series), point.y())));
        }
      }
    }
    List<Double> all = new ArrayList<>(lines.keySet());
    int stride = Math.max(1, (all.size() + MOST_READOUTS - 1) / MOST_READOUTS);
    List<Readout> readouts = new ArrayList<>();
    for (int at = 0; at < all.size(); at += stride) {
      double x = all.get(at);
      readouts.add(
          new Readout(
              x,
              plot.x(chart.x().scale(), x),
              lines.get(x),
              dots.getOrDefault(x, List.of()).stream()
                  .filter(dot -> plot.holdsY(dot.y()))
                  .toList()));
    }
    return readouts;
  }

  private void line(
      double x1, double y1, double x2, double y2, Ink ink, double wide, Mark.Dash dash) {
    marks.add(new Mark.Line(List.of(new Mark.At(x1, y1), new Mark.At(x2, y2)), ink, wide, dash, 1));
  }

  private static Mark.Text text(double x, double y, String words, Ink ink, Mark.Anchor anchor) {
    return new Mark.Text(new Mark.At(x, y), words, ink, SMALL, false, anchor, false);
  }

  private static Mark.Text strong(double x, double y, String words, Ink ink, Mark.Anchor anchor) {
    return new Mark.Text(new Mark.At(x, y), words, ink, SMALL, true, anchor, false);
  }
}
