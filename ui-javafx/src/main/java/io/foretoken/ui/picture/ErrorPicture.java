package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.ErrorLine;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The error of every figure before the fit and after it: a hollow dot before, a filled one after, a
 * diamond for what was held back, which is also written out.
 */
public final class ErrorPicture {
  private static final double LEFT = 104;
  private static final double RIGHT = 64;
  private static final double HEAD = 40;
  private static final double FOOT = 26;
  private static final double MOST_ROW = 40;
  private static final int STEPS = 5;

  private final String title;
  private final List<Row> rows = new ArrayList<>();
  private final Scale.Linear scale;
  private final boolean hasHeld;

  /** One figure; what was held back has a line of its own where anything was. */
  private record Row(ErrorLine fitted, Optional<ErrorLine> held) {
    /** What the row is judged by. */
    ErrorLine judged() {
      return held.orElse(fitted);
    }
  }

  /** The errors of a result. */
  public ErrorPicture(CalibrationResult result) {
    title = "Error before and after, " + result.model() + " on " + result.gpu();
    double most = 1;
    for (ErrorLine line : result.fitted()) {
      Optional<ErrorLine> held =
          result.held().stream().filter(each -> each.metric() == line.metric()).findFirst();
      Row row = new Row(line, held);
      rows.add(row);
      most = Math.max(most, Math.max(line.afterPercent(), row.judged().beforePercent()));
      most = Math.max(most, row.judged().afterPercent());
    }
    hasHeld = !result.held().isEmpty();
    scale = Scale.fromZero(most, STEPS);
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The picture. */
  public Picture picture(double width, double height) {
    Sketch sketch = new Sketch();
    double right = width - RIGHT;
    double row = Math.min(MOST_ROW, (height - HEAD - FOOT) / rows.size());
    double bottom = HEAD + row * rows.size();
    sketch.strong(
        0,
        12,
        "Median absolute error, %: hollow before, dot after"
            + (hasHeld ? ", diamond held back" : ""),
        Ink.INK,
        Mark.Anchor.START);
    sketch.strong(width, 32, hasHeld ? "held back" : "after", Ink.INK_2, Mark.Anchor.END);
    for (double tick : scale.ticks(Math.max(2, (int) ((right - LEFT) / 44)))) {
      double x = x(tick, right);
      sketch.upright(x, HEAD - 4, bottom, tick == 0 ? Ink.MUTE : Ink.GRID);
      sketch.words(x, bottom + 16, AxisLabels.number(tick), Ink.INK_2, Mark.Anchor.MIDDLE);
    }
    List<Readout> readouts = new ArrayList<>();
    for (int at = 0; at < rows.size(); at++) {
      readouts.add(row(sketch, rows.get(at), HEAD + row * (at + 0.5), width));
    }
    return new Picture(title, width, height, sketch.marks(), readouts, HEAD - 4, bottom);
  }

  private Readout row(Sketch sketch, Row row, double y, double width) {
    Ink ink = RatioPicture.ink(row.fitted.metric());
    double right = width - RIGHT;
    double before = x(row.judged().beforePercent(), right);
    double after = x(row.judged().afterPercent(), right);
    sketch.strong(0, y + 4, name(row), ink.text(), Mark.Anchor.START);
    sketch.line(before, y, after, y, Ink.MUTE, 2, Mark.Dash.SOLID);
    Mark.At hollow = new Mark.At(before, y);
    sketch.add(new Mark.Dot(hollow, 3.5, Mark.Shape.CIRCLE, Ink.MUTE, true));
    sketch.add(
        new Mark.Dot(
            new Mark.At(x(row.fitted.afterPercent(), right), y),
            3.5,
            Mark.Shape.CIRCLE,
            ink,
            false));
    row.held.ifPresent(
        held ->
            sketch.add(new Mark.Dot(new Mark.At(after, y), 4.5, Mark.Shape.DIAMOND, ink, false)));
    boolean isWorse = before < after;
    sketch.words(
        isWorse ? before - 8 : before + 8,
        y + 4,
        number(row.judged().beforePercent()),
        Ink.INK_2,
        isWorse ? Mark.Anchor.END : Mark.Anchor.START);
    sketch.strong(
        width, y + 4, number(row.judged().afterPercent()) + " %", Ink.INK, Mark.Anchor.END);
    return new Readout(
        row.judged().beforePercent(), before, words(row), List.of(hollow, new Mark.At(after, y)));
  }

  private static String name(Row row) {
    return row.fitted.metric() == Metric.OUTPUT_THROUGHPUT ? "Output tokens/s" : row.fitted.label();
  }

  private static List<String> words(Row row) {
    List<String> lines = new ArrayList<>();
    lines.add(name(row));
    lines.add("fitted: " + change(row.fitted));
    row.held.ifPresent(held -> lines.add("held back: " + change(held)));
    lines.add("worst " + number(row.judged().worstPercent()) + " %");
    return lines;
  }

  private static String change(ErrorLine line) {
    return number(line.beforePercent()) + " % before, " + number(line.afterPercent()) + " % after";
  }

  private static String number(double percent) {
    return String.format(Locale.ROOT, percent >= 10 ? "%.0f" : "%.1f", percent);
  }

  private double x(double percent, double right) {
    return LEFT + scale.place(percent) * (right - LEFT);
  }
}
