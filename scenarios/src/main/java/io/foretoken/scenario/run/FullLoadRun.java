package io.foretoken.scenario.run;

import io.foretoken.scenario.cost.FullLoad;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.metrics.CountSeries;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.Engines;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.workload.client.StopRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures what a deployment delivers when it is kept full: a companion run of one replica in a
 * closed loop with as many requests in flight as its running lists hold, of the scenario's lengths,
 * measured between 10 % and 90 % of its tokens and scaled to all replicas.
 */
public final class FullLoadRun {
  private static final int ROUNDS = 4;
  private static final long FEWEST_REQUESTS = 400;
  private static final double FROM = 0.1;
  private static final double TO = 0.9;
  private static final long BUCKET_NANOS = 10_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private FullLoadRun() {}

  /**
   * Runs the companion; the same scenario and seed give the same figures. It has the classes of
   * requests in the proportion in which they were sent in the run, and a queue without a limit.
   */
  public static FullLoad of(PreparedRun scenario, RunResult run, CancelToken cancel) {
    List<Long> weights = weights(scenario, run);
    Deployment all = scenario.deployment();
    Deployment one =
        new Deployment(
            1,
            all.dataParallel(),
            all.lockstep(),
            all.router(),
            all.gpusPerReplica(),
            all.engine().withQueue(all.engine().queue().withMostWaiting(0)),
            all.api(),
            all.stepTime());
    int inFlight = all.engine().maxNumSeqs() * all.dataParallel();
    long requests = Math.max(FEWEST_REQUESTS, (long) ROUNDS * inFlight);
    RunSettings settings =
        new RunSettings(MeasureWindow.WHOLE, Long.MAX_VALUE, BUCKET_NANOS, false);
    Simulation simulation =
        new Simulation(
            one,
            scenario
                .fullSource()
                .create(
                    inFlight,
                    StopRule.afterRequests(requests),
                    weights,
                    KeyedRandom.of(scenario.seed(), 0)),
            settings,
            Engines.shipped());
    RunResult result = simulation.run(RequestSink.NONE, ProgressListener.SILENT, cancel);
    CountSeries tokens = result.replicas().get(0).outputSeries;
    double total = tokens.total();
    double nanos = timeOf(tokens, TO * total) - timeOf(tokens, FROM * total);
    double rate = nanos > 0 ? (TO - FROM) * total / (nanos / NANOS_PER_SECOND) * all.replicas() : 0;
    RunResult.Tokens done = result.tokens();
    double perToken = done.completedOutput() > 0 ? rate / done.completedOutput() : 0;
    return new FullLoad(
        rate, done.completedInput() * perToken, done.completedRequests() * perToken);
  }

  private static List<Long> weights(PreparedRun scenario, RunResult run) {
    List<Long> sent = new ArrayList<>();
    for (int number = 0; number < scenario.classes().classes().size(); number++) {
      sent.add(run.ofClass(number).counts().sent());
    }
    boolean isEmpty = sent.stream().allMatch(count -> count == 0);
    return isEmpty ? Collections.nCopies(sent.size(), 1L) : sent;
  }

  /** When the given number of tokens has been made, ns, even within an interval. */
  private static double timeOf(CountSeries tokens, double count) {
    double before = 0;
    for (int bucket = 0; bucket < tokens.buckets(); bucket++) {
      long here = tokens.count(bucket);
      if (before + here >= count) {
        return (bucket + (count - before) / here) * tokens.bucketNanos();
      }
      before += here;
    }
    return (double) tokens.buckets() * tokens.bucketNanos();
  }
}
