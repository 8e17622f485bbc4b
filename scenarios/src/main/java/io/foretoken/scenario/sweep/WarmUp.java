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
 * How long a run takes to settle: a quarter of it is run from an empty system (all of it where that
 * has not settled), and MSER-5 says how long its times to first token take, and its requests in
 * flight (in a closed loop, whose number is fixed, its output tokens per interval); the longer time
 * counts.
 */
public final class WarmUp {
  private static final int FIRST_PART = 4;

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
    long end = run.settings().window().endNanos();
    Found first = tried(run, inFlight, end / FIRST_PART, cancel);
    Found found = first.isSettled() ? first : tried(run, inFlight, end, cancel);
    return found.isStationary()
        ? OptionalLong.of(Math.min(end / 2, found.nanos()))
        : OptionalLong.empty();
  }

  /**
   * What a run says that is cut off after some time.
   *
   * @param isStationary whether service kept up until then
   * @param isSettled whether it also settled well before then
   * @param nanos when
   */
  private record Found(boolean isStationary, boolean isSettled, long nanos) {}

  private static Found tried(PreparedRun run, long inFlight, long end, CancelToken cancel) {
    FirstTokens tokens = new FirstTokens();
    RunFigures figures =
        ScenarioRun.execute(cutAt(run, end), 0, tokens, ProgressListener.SILENT, cancel).figures();
    TimeWeighted flying = figures.result().inFlight();
    CountSeries output = figures.result().replicas().get(0).outputSeries;
    boolean isClosed = inFlight > 0 || !run.openLoop();
    Mser5.WarmUp ofTime = Mser5.of(isClosed ? series(output, end) : series(flying, end));
    Mser5.WarmUp ofRequests = Mser5.of(tokens.series(end));
    long interval = isClosed ? output.bucketNanos() : flying.bucketNanos();
    return new Found(
        figures.stationary(),
        figures.stationary() && ofTime.settled() && ofRequests.settled(),
        Math.max(tokens.intended(ofRequests.observations()), ofTime.observations() * interval));
  }

  /** The same run, measured from there on. */
  public static PreparedRun leftOut(PreparedRun run, long warmupNanos) {
    if (run.settings().window().whole()) {
      return run;
    }
    return with(run, warmupNanos, run.price());
  }

  /** Measured from the very start until it is cut off, without its cost. */
  private static PreparedRun cutAt(PreparedRun run, long end) {
    RunSettings settings = run.settings();
    return run.with(
        run.source(),
        new RunSettings(
            MeasureWindow.steady(0, end), end, settings.bucketNanos(), settings.checked()),
        run.openLoop(),
        Optional.empty());
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
