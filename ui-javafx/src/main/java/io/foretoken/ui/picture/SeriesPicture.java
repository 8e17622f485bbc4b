package io.foretoken.ui.picture;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.AxisLabels;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.metrics.TimeWeighted;
import io.foretoken.ui.viewmodel.RequestTimeline;
import io.foretoken.ui.viewmodel.SimulatedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Four series of a run on one clock: running, waiting, KV cache, output. */
public final class SeriesPicture {
  private static final double LEFT = 50;
  private static final double RIGHT = 92;
  private static final double FOOT = 22;
  private static final double HEAD = 18;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MINUTE = 60e9;
  private static final double MINUTES_FROM_SECONDS = 180;
  private static final int MOST_READOUTS = 240;
  private static final double LEAST_MARKED = 34;

  private final SimulatedRun run;
  private final RunResult result;
  private final List<ReplicaMeter> meters;
  private final List<Lane> lanes;
  private final long bucketNanos;
  private final int buckets;

  /**
   * One series.
   *
   * @param mean over the window that is measured
   */
  private record Lane(String name, Ink ink, List<Double> values, double mean, double most) {}

  /**
   * The series of a run.
   *
   * @param replica whose, or -1 for all of them together
   */
  public SeriesPicture(SimulatedRun run, int replica) {
    this.run = run;
    result = run.outcome().figures().result();
    meters = replica < 0 ? result.replicas() : List.of(result.replicas().get(replica));
    bucketNanos = result.inFlight().bucketNanos();
    long end = run.outcome().endNanos();
    buckets = (int) Math.max(1, (end + bucketNanos - 1) / bucketNanos);
    double windowNanos = Math.max(1, result.endNanos() - result.startNanos());
    double blocks =
        (double) run.prepared().facts().kvBlocksPerReplica() * Math.max(1, meters.size());
    lanes =
        List.of(
            level("Requests running", Ink.BLUE, meter -> meter.running, windowNanos),
            level("Requests waiting", Ink.SLATE, meter -> meter.waiting, windowNanos),
            level(
                "KV cache used, %", Ink.GOLD, meter -> meter.kvBlocks, windowNanos * blocks / 100),
            output(windowNanos));
  }

  private Lane level(
      String name, Ink ink, Function<ReplicaMeter, TimeWeighted> of, double meanDivisor) {
    double windowNanos = Math.max(1, result.endNanos() - result.startNanos());
    List<Double> values = new ArrayList<>();
    for (int at = 0; at < buckets; at++) {
      int bucket = at;
      double area = sum(meter -> of.apply(meter).area(bucket));
      values.add(area / span(at) * windowNanos / meanDivisor);
    }
    return lane(name, ink, values, sum(meter -> of.apply(meter).windowArea()) / meanDivisor);
  }

  private Lane output(double windowNanos) {
    List<Double> values = new ArrayList<>();
    for (int at = 0; at < buckets; at++) {
      int bucket = at;
      values.add(sum(meter -> meter.outputSeries.count(bucket)) * NANOS_PER_SECOND / span(at));
    }
    double mean = sum(ReplicaMeter::outputTokens) * NANOS_PER_SECOND / windowNanos;
    return lane("Output tokens/s", Ink.BLUE, values, mean);
  }

  private static Lane lane(String name, Ink ink, List<Double> values, double mean) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return new Lane(name, ink, values, mean, most);
  }

  private double sum(ToDoubleFunction<ReplicaMeter> of) {
    double sum = 0;
    for (ReplicaMeter meter : meters) {
      sum += of.applyAsDouble(meter);
    }
    return sum;
  }

  private double span(int at) {
    long end = run.outcome().endNanos();
    return Math.max(1, Math.min((at + 1) * bucketNanos, end) - at * bucketNanos);
  }

  /** Time at a place of a picture so wide, ns from the start of the run. */
  public long nanosAt(double x, double width) {
    double share = (x - LEFT) / plotWidth(width);
    return Math.round(Math.max(0, Math.min(1, share)) * run.outcome().endNanos());
  }

  private static double plotWidth(double width) {
    return Math.max(1, width - LEFT - RIGHT);
  }

  private double x(double nanos, double width) {
    return LEFT + nanos / Math.max(1, run.outcome().endNanos()) * plotWidth(width);
  }

  /** The picture, with the window that the timeline shows marked. */
  public Picture picture(double width, double height, Optional<RequestTimeline> window) {
    Sketch sketch = new Sketch();
    double lane = (height - FOOT - 4) / lanes.size();
    double top = HEAD;
    double bottom = height - FOOT;
    for (int at = 0; at < lanes.size(); at++) {
      lane(sketch, lanes.get(at), width, at * lane, (at + 1) * lane - 4, at == 0);
    }
    clock(sketch, width, bottom);
    window.ifPresent(chosen -> chosen(sketch, chosen, width, top, bottom));
    return new Picture(
        "Over time: " + run.title(),
        width,
        height,
        sketch.marks(),
        readouts(width, lane),
        top,
        bottom);
  }

  private void lane(
      Sketch sketch, Lane lane, double width, double head, double foot, boolean isFirst) {
    double top = head + HEAD;
    double right = width - RIGHT;
    Scale.Linear scale = Scale.fromZero(lane.most > 0 ? lane.most : 1, 2);
    for (double tick : scale.ticks(3)) {
      double y = foot - scale.place(tick) * (foot - top);
      sketch.across(LEFT, right, y, tick == 0 ? Ink.MUTE : Ink.GRID);
      sketch.words(LEFT - 8, y + 4, AxisLabels.number(tick), Ink.INK_2, Mark.Anchor.END);
    }
    warmUp(sketch, width, top, foot, isFirst);
    List<Mark.At> line = new ArrayList<>();
    for (int at = 0; at < buckets; at++) {
      double middle = Math.min((at + 0.5) * bucketNanos, (double) run.outcome().endNanos());
      line.add(
          new Mark.At(x(middle, width), foot - scale.place(lane.values.get(at)) * (foot - top)));
    }
    List<Mark.At> area = new ArrayList<>(line);
    area.add(new Mark.At(line.get(line.size() - 1).x(), foot));
    area.add(new Mark.At(line.get(0).x(), foot));
    sketch.add(new Mark.Area(area, lane.ink, 0.1));
    sketch.add(new Mark.Line(line, lane.ink, 1.5, Mark.Dash.SOLID, 1));
    sketch.strong(0, head + 11, lane.name, lane.ink.text(), Mark.Anchor.START);
    double middle = (top + foot) / 2;
    sketch.strong(
        right + 10,
        middle - 4,
        "mean " + ReadableNumbers.number(lane.mean),
        Ink.INK,
        Mark.Anchor.START);
    sketch.words(
        right + 10,
        middle + 11,
        "max " + ReadableNumbers.number(lane.most),
        Ink.INK_2,
        Mark.Anchor.START);
  }

  private void warmUp(Sketch sketch, double width, double top, double foot, boolean isFirst) {
    if (result.window().whole()) {
      return;
    }
    double from = x((double) result.startNanos(), width);
    double to = x((double) Math.min(result.endNanos(), run.outcome().endNanos()), width);
    double right = width - RIGHT;
    if (from > LEFT) {
      sketch.add(new Mark.Hatch(LEFT, top, from - LEFT, foot - top));
      if (isFirst) {
        sketch.add(
            new Mark.Text(
                new Mark.At(from + 4, top + 10),
                "← warm-up, not counted",
                Ink.INK_2,
                Sketch.SMALL,
                false,
                Mark.Anchor.START,
                true));
      }
    }
    if (to < right - 1) {
      sketch.add(new Mark.Hatch(to, top, right - to, foot - top));
    }
  }

  private void clock(Sketch sketch, double width, double bottom) {
    double seconds = run.seconds();
    boolean inMinutes = seconds > MINUTES_FROM_SECONDS;
    double unit = inMinutes ? NANOS_PER_MINUTE : NANOS_PER_SECOND;
    double length = run.outcome().endNanos() / unit;
    List<Double> ticks = Scale.fromZero(Math.max(length, 1e-3), 6).ticks(9);
    double last = 0;
    for (double tick : ticks) {
      last = tick <= length * (1 + 1e-9) ? tick : last;
    }
    for (double tick : ticks) {
      if (tick <= last) {
        String words = AxisLabels.number(tick) + (tick == last ? (inMinutes ? " min" : " s") : "");
        sketch.words(x(tick * unit, width), bottom + 15, words, Ink.INK_2, Mark.Anchor.MIDDLE);
      }
    }
  }

  private void chosen(
      Sketch sketch, RequestTimeline window, double width, double top, double bottom) {
    double from = x((double) window.fromNanos(), width);
    double to = Math.max(from + 2, x((double) window.toNanos(), width));
    sketch.rect(from, top, to - from, bottom - top, Ink.BLUE, 0.16);
    sketch.upright(from, top, bottom, Ink.BLUE);
    sketch.upright(to - 1, top, bottom, Ink.BLUE);
    double half = 76;
    double middle = Math.max(LEFT + 90 + half, Math.min(width - half, (from + to) / 2));
    sketch.label(
        middle,
        11,
        Clock.window(window.fromNanos(), window.toNanos()) + ", shown below",
        Ink.BLUE_TEXT,
        Mark.Anchor.MIDDLE);
  }

  private List<Readout> readouts(double width, double lane) {
    int stride = Math.max(1, (buckets + MOST_READOUTS - 1) / MOST_READOUTS);
    List<Readout> readouts = new ArrayList<>();
    for (int at = 0; at < buckets; at += stride) {
      double middle = Math.min((at + 0.5) * bucketNanos, (double) run.outcome().endNanos());
      List<String> lines = new ArrayList<>();
      List<Mark.At> dots = new ArrayList<>();
      lines.add(
          Clock.words(middle, Math.max((double) bucketNanos, LEAST_MARKED * NANOS_PER_SECOND)));
      for (int number = 0; number < lanes.size(); number++) {
        Lane one = lanes.get(number);
        lines.add(one.name + ": " + ReadableNumbers.number(one.values.get(at)));
        double top = number * lane + HEAD;
        double foot = (number + 1) * lane - 4;
        Scale scale = Scale.fromZero(one.most > 0 ? one.most : 1, 2);
        dots.add(
            new Mark.At(x(middle, width), foot - scale.place(one.values.get(at)) * (foot - top)));
      }
      readouts.add(new Readout(middle / NANOS_PER_SECOND, x(middle, width), lines, dots));
    }
    return readouts;
  }
}
