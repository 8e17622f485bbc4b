package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.chart.StackedBar;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.metrics.Distribution;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/** The charts of a run. */
public final class RunCharts {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double PICOS_PER_NANO = 1e3;
  private static final int QUANTILES = 48;
  private static final double NINES = 3;
  private static final double[] DOTS = {0.5, 0.9, 0.99};
  private static final int STEPS = 5;
  private static final int MOST_POINTS = 256;

  private final RunOutcome outcome;
  private final RunResult result;

  /** Charts of a finished run. */
  public RunCharts(RunOutcome outcome) {
    this.outcome = outcome;
    result = outcome.figures().result();
  }

  /**
   * The picture of the run: its latencies, or where it is saturated and they mean nothing the
   * requests in the system over time.
   */
  public Chart main() {
    return hasLatencies() ? latencies() : requests();
  }

  boolean hasLatencies() {
    return !outcome.figures().showsSaturated() && result.measured().size() > 1;
  }

  /** Share of requests within each latency; time logarithmic, the tail spread out. */
  Chart latencies() {
    List<Series> series = new ArrayList<>();
    add(series, "TTFT", Ink.ORANGE, result.measured().ttft(), 1);
    add(series, "TPOT", Ink.PURPLE, result.measured().tpotPicos(), 1 / PICOS_PER_NANO);
    add(series, "E2E", Ink.WINE, result.measured().e2e(), 1);
    double smallest = Double.MAX_VALUE;
    double largest = 1;
    for (Series one : series) {
      for (Series.Point point : one.points()) {
        smallest = Math.min(smallest, point.x());
        largest = Math.max(largest, point.x());
      }
    }
    Chart chart =
        Chart.of(
            "Share of requests within a latency",
            Axis.of(
                "Latency (log scale)",
                Scale.log10(Math.min(smallest, largest), largest),
                AxisLabels::time),
            Axis.of("Share of requests", new Scale.Tail(), AxisLabels::share),
            series);
    for (SloFigures.TermFigures term : outcome.figures().slo().terms()) {
      Slo.Term bound = term.term();
      chart =
          chart.with(
              new Chart.Objective(
                  (double) bound.thresholdNanos(),
                  true,
                  false,
                  objective(bound),
                  ink(bound.metric())));
    }
    return chart;
  }

  static String objective(Slo.Term term) {
    return "SLO: "
        + term.metric().name()
        + " "
        + term.percentile()
        + " ≤ "
        + AxisLabels.time((double) term.thresholdNanos());
  }

  static Ink ink(Slo.Metric metric) {
    return switch (metric) {
      case TTFT -> Ink.ORANGE;
      case TPOT -> Ink.PURPLE;
      case E2E -> Ink.WINE;
    };
  }

  /** A line through quantiles, and dots at p50, p90 and p99; latencies of zero have no place. */
  private static void add(
      List<Series> series, String name, Ink ink, Distribution values, double nanos) {
    List<Series.Point> line = new ArrayList<>();
    List<Series.Point> dots = new ArrayList<>();
    double finest = 1 - 1.0 / Math.max(2, values.count());
    for (int step = 0; step <= QUANTILES; step++) {
      double share = 1 - StrictMath.pow(10, -NINES * step / QUANTILES);
      double value = values.percentile(share * 100) * nanos;
      if (share <= finest && value > 0) {
        line.add(Series.Point.of(value, share));
      }
    }
    for (double share : DOTS) {
      double value = values.percentile(share * 100) * nanos;
      if (share <= finest && value > 0) {
        dots.add(Series.Point.of(value, share));
      }
    }
    if (!line.isEmpty()) {
      series.add(Series.line(name, ink, line));
      series.add(new Series("", false, ink, Series.Style.DOTS, Mark.Shape.CIRCLE, dots));
    }
  }

  /** Requests in the engines and before them over time. */
  Chart requests() {
    return requestsOverTime().chart();
  }

  /** The same, to zoom into. */
  TimeSeries requestsOverTime() {
    return overTime(
        "Requests in the system over time",
        "Requests",
        List.of(
            quantity("in flight", Ink.WINE, at -> result.inFlight().area(at)),
            quantity("running", Ink.BLUE, at -> sum(meter -> meter.running.area(at))),
            quantity("waiting", Ink.SLATE, at -> sum(meter -> meter.waiting.area(at)))));
  }

  /** Tokens made and prompt tokens computed over time. */
  TimeSeries tokensOverTime() {
    double seconds = result.inFlight().bucketNanos() / NANOS_PER_SECOND;
    return overTime(
        "Tokens per second over time",
        "Tokens/s",
        List.of(
            new Quantity(
                "output", Ink.BLUE, at -> sum(meter -> meter.outputSeries.count(at)) / seconds),
            new Quantity(
                "prompt, computed",
                Ink.ORANGE,
                at -> sum(meter -> meter.prefillSeries.count(at)) / seconds)));
  }

  /** KV blocks held over time, as a share of those there are. */
  TimeSeries kvCacheOverTime() {
    PoolFacts facts = outcome.figures().pools().get(0).facts();
    double blocks = (double) facts.kvBlocksPerReplica() * facts.replicas();
    return overTime(
        "KV cache over time",
        "Share of blocks, %",
        List.of(
            quantity(
                "KV cache held",
                Ink.GOLD,
                at -> 100 * sum(meter -> meter.kvBlocks.area(at)) / blocks)));
  }

  /** A value for every interval of the run. */
  private record Quantity(String name, Ink ink, IntToDoubleFunction value) {}

  private double sum(ToDoubleFunction<ReplicaMeter> of) {
    double sum = 0;
    for (ReplicaMeter meter : result.replicas()) {
      sum += of.applyAsDouble(meter);
    }
    return sum;
  }

  /** Time-weighted means; {@code area} is value x ns of an interval. */
  private Quantity quantity(String name, Ink ink, IntToDoubleFunction area) {
    long bucketNanos = result.inFlight().bucketNanos();
    return new Quantity(name, ink, at -> area.applyAsDouble(at) / spanNanos(at, bucketNanos));
  }

  private double spanNanos(int at, long bucketNanos) {
    return Math.max(1, Math.min((at + 1) * bucketNanos, outcome.endNanos()) - at * bucketNanos);
  }

  /**
   * A line through a quantity, neighbouring intervals averaged where there are more than wanted.
   */
  private Series line(Quantity quantity, int mostPoints) {
    long bucketNanos = result.inFlight().bucketNanos();
    int buckets = (int) Math.max(1, (outcome.endNanos() + bucketNanos - 1) / bucketNanos);
    int merged = (buckets + mostPoints - 1) / mostPoints;
    List<Series.Point> points = new ArrayList<>();
    for (int from = 0; from < buckets; from += merged) {
      int to = Math.min(buckets, from + merged);
      double sum = 0;
      for (int at = from; at < to; at++) {
        sum += quantity.value().applyAsDouble(at);
      }
      double middle = (from + to) / 2.0 * bucketNanos / NANOS_PER_SECOND;
      points.add(Series.Point.of(middle, sum / (to - from)));
    }
    return Series.line(quantity.name(), quantity.ink(), points);
  }

  private TimeSeries overTime(String title, String unit, List<Quantity> quantities) {
    List<Series> coarse = quantities.stream().map(each -> line(each, MOST_POINTS)).toList();
    List<Series> fine =
        quantities.stream().map(each -> line(each, RunSettings.MAX_BUCKETS)).toList();
    return new TimeSeries(picture(title, unit, coarse), fine);
  }

  private Chart picture(String title, String unit, List<Series> series) {
    double largest = 0;
    for (Series one : series) {
      for (Series.Point point : one.points()) {
        largest = Math.max(largest, point.y());
      }
    }
    double seconds = outcome.endNanos() / NANOS_PER_SECOND;
    Chart chart =
        Chart.of(
            title,
            Axis.of(
                "Time, s",
                new Scale.Linear(0, seconds, Scale.fromZero(seconds, 8).step()),
                AxisLabels::number),
            Axis.of(unit, Scale.fromZero(largest > 0 ? largest : 1, STEPS), AxisLabels::number),
            series);
    double start = result.startNanos() / NANOS_PER_SECOND;
    double end = result.endNanos() / NANOS_PER_SECOND;
    if (!result.window().whole()) {
      chart = start > 0 ? chart.with(new Chart.Zone(0, start, "warm-up")) : chart;
      chart = end < seconds ? chart.with(new Chart.Zone(end, seconds, "")) : chart;
    }
    return chart;
  }

  /** The parts of the mean time to first token. */
  StackedBar ttftParts() {
    RunResult.TtftSplit split = result.split();
    List<StackedBar.Part> parts = new ArrayList<>();
    double all =
        split.retryNanos() + split.ingestNanos() + split.prefillNanos() + split.streamNanos();
    for (WaitCause cause : WaitCause.values()) {
      all += split.wait(cause);
    }
    part(parts, "retries", split.retryNanos(), all, Ink.WINE);
    part(parts, "ingest", split.ingestNanos(), all, Ink.SLATE);
    for (WaitCause cause : WaitCause.values()) {
      part(parts, waiting(cause), split.wait(cause), all, ink(cause));
    }
    part(parts, "prefill", split.prefillNanos(), all, Ink.ORANGE);
    part(parts, "streaming", split.streamNanos(), all, Ink.GREEN);
    return new StackedBar("Where the mean time to first token goes", parts);
  }

  private static void part(
      List<StackedBar.Part> parts, String label, double nanos, double all, Ink ink) {
    if (nanos > 0 && all > 0) {
      parts.add(new StackedBar.Part(nanos / all, label, ReadableNumbers.time(nanos), ink));
    }
  }

  private static String waiting(WaitCause cause) {
    return switch (cause) {
      case STEP -> "waiting for the running step";
      case SLOTS -> "waiting for slots";
      case KV -> "waiting for KV";
      case BUDGET -> "waiting for token budget";
      case BATCH -> "waiting for the running batch";
      case DELAY -> "waiting for the queue delay";
    };
  }

  private static Ink ink(WaitCause cause) {
    return switch (cause) {
      case STEP -> Ink.PURPLE;
      case SLOTS -> Ink.SKY;
      case KV -> Ink.GOLD;
      case BUDGET -> Ink.BLUE;
      case BATCH, DELAY -> Ink.MUTE;
    };
  }

  /** What the steps' time was held back by. */
  StackedBar stepTime() {
    RunFigures run = outcome.figures();
    List<StackedBar.Part> parts = new ArrayList<>();
    for (Map.Entry<Limit, Double> share : run.pools().get(0).timeByLimit().entrySet()) {
      parts.add(
          new StackedBar.Part(
              share.getValue(),
              share.getKey().words(),
              ReadableNumbers.percent(share.getValue()),
              LimitInk.of(share.getKey())));
    }
    return new StackedBar("What step time goes to", parts);
  }
}
