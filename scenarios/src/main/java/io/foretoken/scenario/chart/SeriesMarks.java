package io.foretoken.scenario.chart;

import java.util.ArrayList;
import java.util.List;

/** The marks of series: bands, lines, dots, and what stands beside them. */
final class SeriesMarks {
  private static final double BAND = 0.18;
  private static final double WIDTH = 2.25;
  private static final double THIN = 1.25;
  private static final double DOT = 3.5;
  private static final double COARSE_DOT = 2.5;
  private static final double CLOUD_DOT = 2;
  private static final int MOST_DOTS = 60;

  private final Plot plot;
  private final LabelPlaces labels;
  private final List<Mark> marks;

  SeriesMarks(Plot plot, LabelPlaces labels, List<Mark> marks) {
    this.plot = plot;
    this.labels = labels;
    this.marks = marks;
  }

  /** Places of the points that have a value, cut at the plot's edges. */
  List<Mark.At> path(Series series, Scale x, Scale y) {
    List<Mark.At> path = new ArrayList<>();
    for (Series.Point point : series.points()) {
      if (point.verdict().hasValue()) {
        path.add(at(point, x, y));
      }
    }
    return path;
  }

  private Mark.At at(Series.Point point, Scale x, Scale y) {
    return new Mark.At(plot.x(x, point.x()), clampY(plot.y(y, point.y())));
  }

  private double clampY(double y) {
    return Math.max(plot.top(), Math.min(plot.bottom(), y));
  }

  void draw(Series series, Scale x, Scale y) {
    List<Series.Point> points = series.points();
    if (series.style() == Series.Style.CLOUD) {
      marks.add(new Mark.Cloud(path(series, x, y), CLOUD_DOT, series.ink(), 0.55));
      return;
    }
    band(series, x, y);
    if (series.hasLine()) {
      segments(series, x, y);
    }
    if (series.hasDots() && points.size() <= MOST_DOTS) {
      for (Series.Point point : points) {
        dot(series, point, x, y);
      }
    }
  }

  private void band(Series series, Scale x, Scale y) {
    List<Mark.At> upper = new ArrayList<>();
    List<Mark.At> lower = new ArrayList<>();
    boolean isWide = false;
    for (Series.Point point : series.points()) {
      if (point.verdict().hasValue()) {
        double at = plot.x(x, point.x());
        upper.add(new Mark.At(at, clampY(plot.y(y, point.high()))));
        lower.add(0, new Mark.At(at, clampY(plot.y(y, point.low()))));
        isWide |= point.high() > point.low();
      }
    }
    if (isWide && series.hasLine()) {
      upper.addAll(lower);
      marks.add(new Mark.Area(upper, series.ink(), BAND));
    } else if (isWide) {
      for (Series.Point point : series.points()) {
        double at = plot.x(x, point.x());
        marks.add(
            new Mark.Line(
                List.of(
                    new Mark.At(at, clampY(plot.y(y, point.low()))),
                    new Mark.At(at, clampY(plot.y(y, point.high())))),
                series.ink(),
                THIN,
                Mark.Dash.SOLID,
                1));
      }
    }
  }

  /** Runs of segments of one colour; those that lead to a miss are muted. */
  private void segments(Series series, Scale x, Scale y) {
    Mark.Dash dash =
        switch (series.style()) {
          case DASHED, DASHED_AND_DOTS -> Mark.Dash.DASHED;
          default -> Mark.Dash.SOLID;
        };
    boolean isThin =
        series.style() == Series.Style.THIN_LINE || series.style() == Series.Style.DASHED;
    List<Mark.At> run = new ArrayList<>();
    boolean isMuted = false;
    boolean isCoarse = false;
    Series.Point before = null;
    for (Series.Point point : series.points()) {
      if (!point.verdict().hasValue()) {
        end(run, series, isMuted, isThin, isCoarse ? Mark.Dash.DOTTED : dash);
        run = new ArrayList<>();
        before = null;
        continue;
      }
      boolean misses = point.verdict() == Series.Verdict.MISSES;
      boolean coarse = point.coarse() || (before != null && before.coarse());
      if (before != null && (misses != isMuted || coarse != isCoarse)) {
        end(run, series, isMuted, isThin, isCoarse ? Mark.Dash.DOTTED : dash);
        run = new ArrayList<>();
        if (plot.holdsY(plot.y(y, before.y()))) {
          run.add(at(before, x, y));
        }
      }
      isMuted = misses;
      isCoarse = coarse;
      if (before != null) {
        offScale(before, point, x, y, run);
      }
      if (plot.holdsY(plot.y(y, point.y())) || plot.y(y, point.y()) > plot.bottom()) {
        run.add(at(point, x, y));
      } else {
        end(run, series, isMuted, isThin, isCoarse ? Mark.Dash.DOTTED : dash);
        run = new ArrayList<>();
      }
      before = point;
    }
    end(run, series, isMuted, isThin, isCoarse ? Mark.Dash.DOTTED : dash);
  }

  /** Where a segment leaves the plot upwards it ends at the edge, not at the corner. */
  private void offScale(Series.Point from, Series.Point to, Scale x, Scale y, List<Mark.At> run) {
    double y1 = plot.y(y, from.y());
    double y2 = plot.y(y, to.y());
    if ((y1 < plot.top()) != (y2 < plot.top())) {
      double share = (plot.top() - y1) / (y2 - y1);
      double x1 = plot.x(x, from.x());
      run.add(new Mark.At(x1 + share * (plot.x(x, to.x()) - x1), plot.top()));
    }
  }

  private void end(
      List<Mark.At> run, Series series, boolean isMuted, boolean isThin, Mark.Dash dash) {
    if (run.size() > 1) {
      marks.add(
          new Mark.Line(run, isMuted ? Ink.MUTE : series.ink(), isThin ? THIN : WIDTH, dash, 1));
    }
  }

  private void dot(Series series, Series.Point point, Scale x, Scale y) {
    double at = plot.x(x, point.x());
    if (point.verdict() == Series.Verdict.FAILED) {
      failed(point, at);
      return;
    }
    if (point.verdict() == Series.Verdict.SATURATED) {
      marks.add(
          new Mark.Line(
              List.of(new Mark.At(at, plot.top() + 8), new Mark.At(at, plot.bottom())),
              Ink.MUTE,
              1,
              Mark.Dash.DOTTED,
              1));
      marks.add(
          new Mark.Dot(
              new Mark.At(at, plot.top() + 2), DOT + 1, Mark.Shape.TRIANGLE, Ink.INK_2, true));
      return;
    }
    double place = plot.y(y, point.y());
    if (place < plot.top() - 0.5) {
      String value = point.label().isEmpty() ? "↑" : point.label() + " ↑";
      Mark.Text label =
          new Mark.Text(
              new Mark.At(at, plot.top() + 10),
              value,
              Ink.INK_2,
              ChartLayout.SMALL,
              false,
              at > plot.left() + plot.width() / 2 ? Mark.Anchor.END : Mark.Anchor.START,
              true);
      if (labels.isFree(label)) {
        labels.taken(label);
        marks.add(label);
      }
      return;
    }
    boolean misses = point.verdict() == Series.Verdict.MISSES;
    marks.add(
        new Mark.Dot(
            new Mark.At(at, place),
            point.coarse() ? COARSE_DOT : DOT,
            series.shape(),
            misses ? Ink.MUTE : series.ink(),
            misses));
    if (!point.label().isEmpty()) {
      Mark.Text label =
          new Mark.Text(
              new Mark.At(at + 8, place - 6),
              point.label(),
              misses ? Ink.INK_3 : series.ink().text(),
              ChartLayout.SMALL,
              false,
              Mark.Anchor.START,
              true);
      if (labels.isFree(label)) {
        labels.taken(label);
        marks.add(label);
      }
    }
  }

  private void failed(Series.Point point, double at) {
    marks.add(
        new Mark.Line(
            List.of(new Mark.At(at, plot.top() + 10), new Mark.At(at, plot.bottom())),
            Ink.ERROR,
            1,
            Mark.Dash.DOTTED,
            1));
    marks.add(
        new Mark.Dot(new Mark.At(at, plot.top() + 6), DOT, Mark.Shape.CROSS, Ink.ERROR, false));
    Mark.Text label =
        new Mark.Text(
            new Mark.At(at - 8, plot.top() + 10),
            point.label(),
            Ink.ERROR,
            ChartLayout.SMALL,
            false,
            Mark.Anchor.END,
            true);
    if (labels.isFree(label)) {
      labels.taken(label);
      marks.add(label);
    }
  }

  /** The name of the series, beside it. */
  void label(Series series, Scale x, Scale y) {
    if (series.name().isEmpty() || series.points().isEmpty()) {
      return;
    }
    List<Mark.At> shown = new ArrayList<>();
    for (Series.Point point : series.points()) {
      boolean hasValue = point.verdict().hasValue();
      if (hasValue && plot.holdsY(plot.y(y, point.y()))) {
        shown.add(at(point, x, y));
      }
    }
    Mark.Text label = labels.beside(shown, series.name(), series.ink().text(), ChartLayout.LABEL);
    if (label != null) {
      boolean isThin = series.style() == Series.Style.THIN_LINE;
      marks.add(
          isThin
              ? new Mark.Text(
                  label.at(), label.words(), label.ink(), 11, false, label.anchor(), true)
              : label);
    }
  }
}
