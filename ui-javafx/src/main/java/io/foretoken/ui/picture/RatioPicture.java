package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.ErrorLine;
import io.foretoken.validation.calibrate.Ratio;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Latencies of every run, predicted against measured: hollow with the profile before the fit,
 * filled after it, a diamond where the run was held back.
 */
public final class RatioPicture {
  private static final double LEFT = 48;
  private static final double RIGHT = 62;
  private static final double HEAD = 30;
  private static final double FOOT = 46;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double AIM = 0.1;

  /** The scale shows at least this much around the measured value. */
  private static final double LEAST_SPAN = 0.2;

  private static final double ROOM = 0.03;
  private static final int MOST_TICKS = 7;

  private final String title;
  private final List<Ratio> ratios;
  private final double low;
  private final double high;

  /** The latencies of a result. */
  public RatioPicture(CalibrationResult result) {
    title = "Predicted against measured, " + result.model() + " on " + result.gpu();
    ratios =
        result.ratios().stream()
            .filter(ratio -> ratio.metric().quantity() != Metric.Quantity.THROUGHPUT)
            .sorted(Comparator.comparingDouble(Ratio::measured))
            .toList();
    double least = 1 - LEAST_SPAN;
    double most = 1 + LEAST_SPAN;
    for (Ratio ratio : ratios) {
      least = Math.min(least, Math.min(ratio.before(), ratio.after()) - ROOM);
      most = Math.max(most, Math.max(ratio.before(), ratio.after()) + ROOM);
    }
    low = Math.max(0, least);
    high = most;
  }

  /** Whether there is no latency to draw. */
  public boolean isEmpty() {
    return ratios.isEmpty();
  }

  /** The hue of a figure's quantity. */
  public static Ink ink(Metric metric) {
    return switch (metric.quantity()) {
      case TTFT, QUEUED_TTFT -> Ink.ORANGE;
      case TPOT -> Ink.PURPLE;
      case E2E -> Ink.WINE;
      case THROUGHPUT -> Ink.BLUE;
    };
  }

  /** The picture. */
  public Picture picture(double width, double height) {
    Sketch sketch = new Sketch();
    double right = width - RIGHT;
    double bottom = height - FOOT;
    double first = ratios.get(0).measured() * NANOS_PER_SECOND;
    double last = ratios.get(ratios.size() - 1).measured() * NANOS_PER_SECOND;
    Scale.Log scale = Scale.log10(first * 0.8, Math.max(last, first * 2) * 1.25);
    frame(sketch, scale, right, bottom);
    List<Readout> readouts = new ArrayList<>();
    for (Ratio ratio : ratios) {
      double x = LEFT + scale.place(ratio.measured() * NANOS_PER_SECOND) * (right - LEFT);
      Mark.At before = new Mark.At(x, y(ratio.before(), bottom));
      Mark.At after = new Mark.At(x, y(ratio.after(), bottom));
      sketch.line(x, before.y(), x, after.y(), Ink.MUTE, 1, Mark.Dash.SOLID);
      sketch.add(new Mark.Dot(before, 3.5, Mark.Shape.CIRCLE, Ink.MUTE, true));
      sketch.add(
          new Mark.Dot(
              after,
              ratio.isHeld() ? 4.5 : 3.5,
              ratio.isHeld() ? Mark.Shape.DIAMOND : Mark.Shape.CIRCLE,
              ink(ratio.metric()),
              false));
      readouts.add(new Readout(ratio.measured(), x, words(ratio), List.of(after)));
    }
    key(sketch, right);
    return new Picture(title, width, height, sketch.marks(), readouts, HEAD, bottom);
  }

  private void frame(Sketch sketch, Scale.Log scale, double right, double bottom) {
    double top = y(1 + AIM, bottom);
    double foot = y(1 - AIM, bottom);
    sketch.rect(LEFT, top, right - LEFT, foot - top, Ink.SELECTED, 0.6);
    double step = step();
    for (double tick = StrictMath.ceil(low / step - 1e-9) * step;
        tick <= high + 1e-9;
        tick += step) {
      double y = y(tick, bottom);
      sketch.across(LEFT, right, y, Ink.GRID);
      sketch.words(LEFT - 7, y + 4, Math.round(tick * 100) + " %", Ink.INK_2, Mark.Anchor.END);
    }
    sketch.line(LEFT, top, right, top, Ink.INK_3, 1, Mark.Dash.DASHED);
    sketch.line(LEFT, foot, right, foot, Ink.INK_3, 1, Mark.Dash.DASHED);
    sketch.words(right + 6, top + 4, "+ 10 %", Ink.INK_2, Mark.Anchor.START);
    sketch.words(right + 6, foot + 4, "− 10 %", Ink.INK_2, Mark.Anchor.START);
    sketch.across(LEFT, right, y(1, bottom), Ink.INK_3);
    sketch.words(right + 6, y(1, bottom) + 4, "measured", Ink.INK_2, Mark.Anchor.START);
    sketch.across(LEFT, right, bottom, Ink.MUTE);
    for (double tick : scale.ticks((int) Math.max(2, (right - LEFT) / 60))) {
      double x = LEFT + scale.place(tick) * (right - LEFT);
      sketch.words(x, bottom + 16, AxisLabels.time(tick), Ink.INK_2, Mark.Anchor.MIDDLE);
    }
    sketch.words(
        (LEFT + right) / 2,
        bottom + 36,
        "Measured, mean and p90 of each run (log scale)",
        Ink.INK_2,
        Mark.Anchor.MIDDLE);
  }

  private double step() {
    double step = 0.05;
    for (double next : new double[] {0.1, 0.2, 0.5, 1, 2, 5}) {
      if ((high - low) / step > MOST_TICKS) {
        step = next;
      }
    }
    return step;
  }

  private void key(Sketch sketch, double right) {
    sketch.strong(0, 12, "Predicted, % of measured", Ink.INK, Mark.Anchor.START);
    double x = LEFT + 130;
    for (Metric metric : List.of(Metric.TTFT_MEAN, Metric.TPOT_MEAN, Metric.E2E_MEAN)) {
      if (ratios.stream().anyMatch(ratio -> ratio.metric().quantity() == metric.quantity())) {
        sketch.strong(x, 12, metric.quantity().name(), ink(metric).text(), Mark.Anchor.START);
        x += 40;
      }
    }
    boolean hasHeld = ratios.stream().anyMatch(Ratio::isHeld);
    double at = right + RIGHT - (hasHeld ? 186 : 112);
    at = entry(sketch, at, "before", Mark.Shape.CIRCLE, Ink.MUTE, true);
    at = entry(sketch, at, "after", Mark.Shape.CIRCLE, Ink.INK_2, false);
    if (hasHeld) {
      entry(sketch, at, "held back", Mark.Shape.DIAMOND, Ink.INK_2, false);
    }
  }

  private static double entry(
      Sketch sketch, double x, String words, Mark.Shape shape, Ink ink, boolean hollow) {
    sketch.add(new Mark.Dot(new Mark.At(x, 8), 3.5, shape, ink, hollow));
    sketch.words(x + 8, 12, words, Ink.INK_2, Mark.Anchor.START);
    return x + 14 + 6.6 * words.length();
  }

  private static List<String> words(Ratio ratio) {
    double nanos = ratio.measured() * NANOS_PER_SECOND;
    List<String> lines = new ArrayList<>();
    lines.add(ErrorLine.label(ratio.metric()) + ", " + ReadableNumbers.time(nanos) + " measured");
    lines.add(ratio.run() + (ratio.isHeld() ? ", held back" : ""));
    lines.add("before " + off(ratio.before(), nanos));
    lines.add("after " + off(ratio.after(), nanos));
    return lines;
  }

  private static String off(double ratio, double nanos) {
    double percent = 100 * (ratio - 1);
    return ReadableNumbers.time(ratio * nanos)
        + ", "
        + String.format(Locale.ROOT, "%+.1f %%", percent).replace('-', '−');
  }

  private double y(double ratio, double bottom) {
    return bottom - (ratio - low) / (high - low) * (bottom - HEAD);
  }
}
