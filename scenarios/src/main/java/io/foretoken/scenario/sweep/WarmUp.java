package io.foretoken.scenario.sweep;

import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.scenario.statistic.Mser5;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.metrics.CountSeries;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.TimeWeighted;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long a run takes to settle: it is run once from an empty system, and MSER-5 says how long its
 * times to first token take, and its requests in flight (in a closed loop, whose number is fixed,
 * its output tokens per interval); the longer time counts.
 */
public final class WarmUp {
  private WarmUp() {}

  /**
   * Finds it.
   *
   * @param inFlight requests that a closed loop keeps in flight; 0 for an open loop
   * @return ns, at most half of the run; empty for runs measured as a whole, and for runs in which
   *     arrivals outrun service, which never settle
   */
  public static OptionalLong of(PreparedRun run, long inFlight, CancelToken cancel) {
    if (run.settings().window().whole() || cancel.isCancelled()) {
      return OptionalLong.empty();
    }
    FirstTokens tokens = new FirstTokens();
    RunFigures figures =
        ScenarioRun.execute(fromTheStart(run), 0, tokens, ProgressListener.SILENT, cancel)
            .figures();
    if (!figures.stationary()) {
      return OptionalLong.empty();
    }
    long end = run.settings().window().endNanos();
    TimeWeighted flying = figures.result().inFlight();
    CountSeries output = figures.result().replicas().get(0).outputSeries;
    long ofTime =
        inFlight > 0 || !run.openLoop()
            ? Mser5.of(series(output, end)).observations() * output.bucketNanos()
            : Mser5.of(series(flying, end)).observations() * flying.bucketNanos();
    long ofRequests = tokens.intended(Mser5.of(tokens.series(end)).observations());
    return OptionalLong.of(Math.min(end / 2, Math.max(ofRequests, ofTime)));
  }

  /** The same run, measured from there on. */
  public static PreparedRun leftOut(PreparedRun run, long warmupNanos) {
    if (run.settings().window().whole()) {
      return run;
    }
    return with(run, warmupNanos, run.price());
  }

  private static PreparedRun fromTheStart(PreparedRun run) {
    return with(run, 0, Optional.empty());
  }

  private static PreparedRun with(PreparedRun run, long start, Optional<GpuPrice> price) {
    RunSettings settings = run.settings();
    long end = settings.window().endNanos();
    MeasureWindow window = MeasureWindow.steady(Math.min(start, end - 1), end);
    return run.with(
        run.source(),
        new RunSettings(window, settings.cutNanos(), settings.bucketNanos(), settings.checked()),
        run.openLoop(),
        price);
  }

  private static double[] series(TimeWeighted quantity, long end) {
    int buckets = (int) Math.min(quantity.buckets(), end / quantity.bucketNanos());
    double[] means = new double[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      means[bucket] = quantity.area(bucket) / quantity.bucketNanos();
    }
    return means;
  }

  private static double[] series(CountSeries tokens, long end) {
    int buckets = (int) Math.min(tokens.buckets(), end / tokens.bucketNanos());
    double[] counts = new double[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      counts[bucket] = tokens.count(bucket);
    }
    return counts;
  }
}
