package io.foretoken.benchmarks;

import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.step.StepTimeModel;
import java.util.Locale;

/**
 * Prints what a request costs as requests are finished, and as KV blocks are cached: neither may
 * make it dearer.
 *
 * <p>Arguments: requests of the longest run (default 10,000,000), measurements of each (default 3).
 */
public final class GrowthCurve {
  private static final long SHORTEST = 100_000;
  private static final long REQUESTS = 500_000;
  private static final int WARM_RUNS = 20;

  private GrowthCurve() {}

  /** Prints both tables. */
  public static void main(String[] arguments) {
    long longest = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    StepTimeModel stepTime = StepTimes.measured();
    for (int warm = 0; warm < WARM_RUNS; warm++) {
      for (Load load : new Load[] {Load.FIXED, Load.LOGNORMAL, Load.HOT_CACHE}) {
        EngineRun.of(load, stepTime, SHORTEST, RequestSink.NONE);
      }
    }
    for (long requests = SHORTEST; requests <= longest; requests *= 10) {
      for (Load load : new Load[] {Load.FIXED, Load.LOGNORMAL}) {
        measure(load, stepTime, load.blocks(), requests, times);
      }
    }
    for (int blocks = Load.FIXED.blocks(); blocks <= 64 * Load.FIXED.blocks(); blocks *= 4) {
      measure(Load.LOGNORMAL, stepTime, blocks, REQUESTS, times);
      measure(Load.HOT_CACHE, stepTime, blocks, REQUESTS, times);
    }
  }

  private static void measure(
      Load load, StepTimeModel stepTime, int blocks, long requests, int times) {
    double least = Double.MAX_VALUE;
    for (int time = 0; time < times; time++) {
      CpuClock clock = new CpuClock();
      EngineRun.of(load, stepTime, blocks, requests, RequestSink.NONE);
      least = Math.min(least, clock.seconds());
    }
    System.out.printf(
        Locale.ROOT,
        "%-24s %,12d requests, %,10d KV blocks: %,7.0f ns a request%n",
        load.words,
        requests,
        blocks,
        least / requests * 1e9);
  }
}
