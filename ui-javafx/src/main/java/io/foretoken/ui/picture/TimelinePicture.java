package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.ui.viewmodel.RequestTimeline;
import io.foretoken.ui.viewmodel.RequestTimeline.Bar;
import io.foretoken.ui.viewmodel.RunRequests.Verdict;
import java.util.List;

/** Requests as bars through queue, prefill and decode; as many rows as there is room for. */
public final class TimelinePicture {
  /** Height of a row, px. */
  public static final double ROW = 14;

  private static final double LEFT = 68;
  private static final double HEAD = 40;
  private static final double BAR = 9;
  private static final double NANOS_PER_SECOND = 1e9;

  private final RequestTimeline timeline;
  private final String title;

  /** Bars of a window. */
  public TimelinePicture(RequestTimeline timeline, String title) {
    this.timeline = timeline;
    this.title = title;
  }

  /** Rows that a height holds. */
  public static int rows(double height) {
    return (int) Math.max(1, (height - HEAD - 2) / ROW);
  }

  /** Height that holds so many rows. */
  public static double height(int rows) {
    return HEAD + rows * ROW + 4;
  }

  /** Number of the row at a place, from the top one of the picture; -1 above them. */
  public static int rowAt(double y) {
    return y < HEAD ? -1 : (int) ((y - HEAD) / ROW);
  }

  /**
   * The picture.
   *
   * @param first number of the bar in the top row
   * @param chosen number of the bar that is pointed out, or -1
   */
  public Picture picture(double width, double height, int first, int chosen) {
    Sketch sketch = new Sketch();
    key(sketch);
    double right = width - 8;
    double bottom = height - 2;
    clock(sketch, right, bottom);
    List<Bar> bars = timeline.bars();
    int last = Math.min(bars.size(), first + rows(height));
    for (int at = first; at < last; at++) {
      row(sketch, bars.get(at), HEAD + (at - first) * ROW, width, right, at == chosen);
    }
    return new Picture(title, width, height, sketch.marks(), List.of(), HEAD, bottom);
  }

  private void key(Sketch sketch) {
    double x = 0;
    x = key(sketch, x, "queue", Ink.SLATE, 0.4);
    x = key(sketch, x, "prefill", Ink.ORANGE, 1);
    x = key(sketch, x, "decode", Ink.BLUE, 0.85);
    if (timeline.bars().stream().anyMatch(bar -> bar.preemptions() > 0)) {
      x = key(sketch, x, "preempted", Ink.MUTE, 0.35);
    }
    if (timeline.bars().stream().anyMatch(bar -> bar.verdict() != Verdict.NOT_JUDGED)) {
      sketch.words(x, 10, "✕ misses its SLO", Ink.INK_2, Mark.Anchor.START);
    }
  }

  private static double key(Sketch sketch, double x, String words, Ink ink, double opacity) {
    sketch.rect(x, 2, 12, 8, ink, opacity);
    sketch.words(x + 16, 10, words, Ink.INK_2, Mark.Anchor.START);
    return x + 30 + words.length() * 6.2;
  }

  private double x(double nanos, double right) {
    double span = Math.max(1, timeline.toNanos() - timeline.fromNanos());
    double share = (nanos - timeline.fromNanos()) / span;
    return LEFT + Math.max(0, Math.min(1, share)) * (right - LEFT);
  }

  private void clock(Sketch sketch, double right, double bottom) {
    double from = timeline.fromNanos() / NANOS_PER_SECOND;
    double to = timeline.toNanos() / NANOS_PER_SECOND;
    Scale.Linear scale = Scale.between(from, to, 6);
    for (double tick : scale.ticks(12)) {
      if (tick >= from - 1e-9 && tick <= to + 1e-9) {
        double x = x(tick * NANOS_PER_SECOND, right);
        sketch.upright(x, HEAD - 4, bottom, Ink.GRID);
        sketch.words(
            Math.min(x, right - 10),
            HEAD - 9,
            Clock.words(tick * NANOS_PER_SECOND, (to - from) * NANOS_PER_SECOND),
            Ink.INK_2,
            Mark.Anchor.MIDDLE);
      }
    }
  }

  private void row(
      Sketch sketch, Bar bar, double top, double width, double right, boolean isChosen) {
    if (isChosen) {
      sketch.rect(0, top, width, ROW, Ink.SELECTED, 1);
    }
    boolean misses = bar.verdict() == Verdict.MISSES;
    String name = (misses ? "✕ " : "") + bar.index();
    sketch.add(
        new Mark.Text(
            new Mark.At(LEFT - 8, top + 11),
            name,
            isChosen || misses ? Ink.INK : Ink.INK_2,
            Sketch.SMALL,
            isChosen,
            Mark.Anchor.END,
            false));
    double y = top + (ROW - BAR) / 2;
    stretch(sketch, bar.sentNanos(), bar.scheduledNanos(), y, right, Ink.SLATE, 0.4);
    stretch(sketch, bar.scheduledNanos(), bar.decodeNanos(), y, right, Ink.ORANGE, 1);
    stretch(sketch, bar.decodeNanos(), bar.endNanos(), y, right, Ink.BLUE, 0.85);
    if (bar.preemptedNanos() >= 0) {
      double gapFrom = x((double) bar.preemptedNanos(), right);
      double gapTo = x((double) bar.resumedNanos(), right);
      sketch.rect(gapFrom, y, gapTo - gapFrom, BAR, isChosen ? Ink.SELECTED : Ink.SURFACE, 1);
      sketch.rect(gapFrom, y, gapTo - gapFrom, BAR, Ink.MUTE, 0.35);
    }
  }

  private void stretch(
      Sketch sketch, long from, long to, double y, double right, Ink ink, double opacity) {
    if (to <= timeline.fromNanos() || from >= timeline.toNanos() || to <= from) {
      return;
    }
    double start = x((double) from, right);
    sketch.rect(start, y, Math.max(0.75, x((double) to, right) - start), BAR, ink, opacity);
  }
}
