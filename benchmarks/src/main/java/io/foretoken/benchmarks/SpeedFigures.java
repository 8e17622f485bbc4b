package io.foretoken.benchmarks;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.step.StepTimeModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints requests per CPU-second of the engine beside those of the bare loop, measured by turns in
 * one run, with three other deployments loaded.
 *
 * <p>Arguments: requests per measurement (default 300,000), measurements per load (default 5), and
 * loads (default all).
 */
public final class SpeedFigures {
  private SpeedFigures() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    long requests = arguments.length > 0 ? Long.parseLong(arguments[0]) : 300_000;
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    List<Load> loads = List.of(Load.values());
    if (arguments.length > 2) {
      loads = Arrays.stream(arguments).skip(2).map(Load::valueOf).toList();
    }
    StepTimeModel measured = StepTimes.measured();
    for (StepTimeModel other : StepTimes.others()) {
      EngineRun.of(Load.FIXED, other, requests / 10, RequestSink.NONE);
      EngineRun.of(Load.LOGNORMAL, other, requests / 10, RequestSink.NONE);
    }
    for (Load load : loads) {
      measure(load, measured, requests, times);
    }
  }

  private static void measure(Load load, StepTimeModel stepTime, long requests, int times) {
    double bestEngine = 0;
    double bestLoop = 0;
    double bestSource = 0;
    long bytes = 0;
    RunResult result = null;
    for (int time = 0; time < times; time++) {
      CpuClock engine = new CpuClock();
      result = EngineRun.of(load, stepTime, requests, RequestSink.NONE);
      bestEngine = Math.max(bestEngine, requests / engine.seconds());
      bytes = engine.bytes();
      CpuClock loop = new CpuClock();
      Load one = load.lognormal ? Load.LOGNORMAL : Load.FIXED;
      keep(BareLoop.run(EngineRun.source(one, requests), stepTime, requests));
      bestLoop = Math.max(bestLoop, requests / loop.seconds());
      CpuClock source = new CpuClock();
      keep(drain(one, requests));
      bestSource = Math.max(bestSource, requests / source.seconds());
    }
    long steps = result.replicas().stream().mapToLong(ReplicaMeter::steps).sum();
    long rows = result.replicas().stream().mapToLong(ReplicaMeter::rowSum).sum();
    long preemptions = result.replicas().stream().mapToLong(ReplicaMeter::preemptions).sum();
    System.out.printf(
        Locale.ROOT,
        "%-24s %,10.0f requests per CPU-second; bare loop %,11.0f, ratio %.3f;"
            + " source alone %,11.0f; %.1f steps a request, %.0f ns a step, %.0f rows, %.2f"
            + " preemptions, %.0f cached tokens and %.0f bytes allocated a request%n",
        load.words,
        bestEngine,
        bestLoop,
        bestEngine / bestLoop,
        bestSource,
        (double) steps / requests,
        1e9 / bestEngine * requests / steps,
        (double) rows / steps,
        (double) preemptions / requests,
        (double) result.tokens().completedCached() / requests,
        (double) bytes / requests);
  }

  private static long drain(Load load, long requests) {
    RequestSource source = EngineRun.source(load, requests);
    RequestDraft draft = new RequestDraft();
    long sum = 0;
    while (source.peekTime() != Long.MAX_VALUE) {
      source.next(draft);
      sum += draft.inputTokens;
    }
    return sum;
  }

  private static void keep(long value) {
    if (value == 42) {
      System.out.println("the work is not left out");
    }
  }
}
