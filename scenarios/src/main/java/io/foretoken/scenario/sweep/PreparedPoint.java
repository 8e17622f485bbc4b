package io.foretoken.scenario.sweep;

import io.foretoken.scenario.cost.FullLoad;
import io.foretoken.scenario.figure.BatchKnobs;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.client.StopRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A point ready to run.
 *
 * @param run what is run
 * @param inFlight requests that a closed loop keeps in flight; 0 for the scenario's own load
 */
record PreparedPoint(PreparedRun run, long inFlight) {
  private static final int SAMPLED_REQUESTS = 1000;
  private static final long ROUNDS = 10;
  private static final long FEWEST_REQUESTS = 1000;
  private static final double DEFAULT_WARMUP_SHARE = 0.1;

  /** The scenario's own load, with another warm-up where that is not negative. */
  static PreparedPoint atRate(PreparedRun scenario, long warmupNanos) {
    return new PreparedPoint(warmupNanos < 0 ? scenario : WarmUp.leftOut(scenario, warmupNanos), 0);
  }

  /**
   * A closed loop with as many requests in flight as the running lists of all replicas hold, or as
   * their batches of whole requests do. It ends when the scenario's own load would; a trace without
   * an end in time or number is repeated for ten rounds of what is in flight.
   *
   * @param warmupNanos start of the window; negative for the scenario's own, or a tenth of the run
   */
  static PreparedPoint full(PreparedRun scenario, long warmupNanos) {
    int inFlight = inFlight(scenario);
    StopRule written = scenario.fullSource().stop();
    StopRule stop =
        written.isNone()
            ? StopRule.afterRequests(Math.max(FEWEST_REQUESTS, ROUNDS * inFlight))
            : written;
    List<Long> weights = weights(scenario);
    RunSettings settings = scenario.settings();
    MeasureWindow own = settings.window();
    boolean isTimed = stop.durationNanos() != Long.MAX_VALUE && stop.requests() == Long.MAX_VALUE;
    if (isTimed || !own.whole()) {
      long end = own.whole() ? stop.durationNanos() : own.endNanos();
      long start = own.whole() ? (long) (end * DEFAULT_WARMUP_SHARE) : own.startNanos();
      settings = withWindow(settings, steady(warmupNanos < 0 ? start : warmupNanos, end));
    }
    PreparedRun run =
        scenario.with(
            random -> scenario.fullSource().create(inFlight, stop, weights, random),
            settings,
            false,
            scenario.price());
    return new PreparedPoint(run, inFlight);
  }

  private static MeasureWindow steady(long start, long end) {
    return MeasureWindow.steady(Math.min(start, end - 1), end);
  }

  private static RunSettings withWindow(RunSettings settings, MeasureWindow window) {
    return new RunSettings(window, settings.cutNanos(), settings.bucketNanos(), settings.checked());
  }

  private static int inFlight(PreparedRun scenario) {
    int ranks = scenario.deployment().replicas() * scenario.deployment().dataParallel();
    int perRank =
        scenario
            .facts()
            .knobs()
            .wholeRequests()
            .map(BatchKnobs.WholeRequests::size)
            .filter(size -> size.value().matches("[0-9]+"))
            .map(size -> Integer.parseInt(size.value()))
            .orElse(scenario.deployment().engine().maxNumSeqs());
    return ranks * perRank;
  }

  /** How often each class comes: among the first requests of the scenario's own load. */
  private static List<Long> weights(PreparedRun scenario) {
    int classes = scenario.classes().classes().size();
    if (classes == 1) {
      return List.of(1L);
    }
    List<Long> counts = new ArrayList<>(Collections.nCopies(classes, 0L));
    RequestSource source = scenario.source().apply(KeyedRandom.of(scenario.seed(), 0));
    RequestDraft draft = new RequestDraft();
    for (int sent = 0;
        sent < SAMPLED_REQUESTS && source.peekTime() != RequestSource.NEVER;
        sent++) {
      draft.clear();
      source.next(draft);
      counts.set(draft.classIndex, counts.get(draft.classIndex) + 1);
    }
    boolean isEmpty = counts.stream().allMatch(count -> count == 0);
    return isEmpty ? Collections.nCopies(classes, 1L) : List.copyOf(counts);
  }

  /**
   * Runs it once.
   *
   * @param companions remembers what deployments deliver when they are kept full
   */
  RunOutcome execute(int replication, Companions companions, CancelToken cancel) {
    return ScenarioRun.execute(
        run,
        replication,
        RequestSink.NONE,
        ProgressListener.SILENT,
        cancel,
        figures -> inFlight > 0 ? itself(figures) : companions.of(run, figures, cancel));
  }

  /** A run that is kept full is its own companion. */
  private static FullLoad itself(RunFigures figures) {
    return new FullLoad(
        figures.outputTokensPerSecond(),
        figures.inputTokensPerSecond(),
        figures.requestsPerSecond());
  }

  /** What deployments deliver when they are kept full. */
  @FunctionalInterface
  interface Companions {
    /** That of a scenario of which a run has these figures. */
    FullLoad of(PreparedRun scenario, RunFigures figures, CancelToken cancel);
  }
}
