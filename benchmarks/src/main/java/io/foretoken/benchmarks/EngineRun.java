package io.foretoken.benchmarks;

import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.Engines;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.route.LeastOutstanding;
import io.foretoken.sim.step.StepTimeModel;
import io.foretoken.workload.arrival.PoissonArrivals;
import io.foretoken.workload.client.OpenLoopSource;
import io.foretoken.workload.client.StopRule;
import io.foretoken.workload.client.StoppedSource;
import io.foretoken.workload.content.DrawnContent;
import io.foretoken.workload.content.IndependentLengths;
import io.foretoken.workload.content.PromptSharing;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.length.FixedLength;
import io.foretoken.workload.length.LengthBounds;
import io.foretoken.workload.length.LengthTable;
import io.foretoken.workload.length.LognormalLength;
import io.foretoken.workload.random.StreamRandom;

/** One simulation of a load by the engine that ships. */
final class EngineRun {
  private static final int MEAN = 512;
  private static final int P99 = 2000;
  private static final int LONGEST = 8192;
  private static final int MAX_MODEL_LEN = 2 * LONGEST;
  private static final int BLOCK = 16;
  private static final long LATENCY_NANOS = 5_000_000;
  private static final long INGEST_NANOS = 1_000_000;

  private static final LengthTable FIXED = new FixedLength(MEAN).compile();
  private static final LengthTable LOGNORMAL =
      LognormalLength.ofMeanAndP99(MEAN, P99, new LengthBounds(1, LONGEST)).compile();

  private EngineRun() {}

  /** Simulates {@code requests} requests. */
  static RunResult of(Load load, StepTimeModel stepTime, long requests, RequestSink sink) {
    return of(load, stepTime, load.blocks(), requests, sink);
  }

  /** The same with another number of KV blocks. */
  static RunResult of(
      Load load, StepTimeModel stepTime, int blocks, long requests, RequestSink sink) {
    EngineConfig engine =
        new EngineConfig(
            load.policy,
            StepTimes.MAX_NUM_SEQS,
            StepTimes.BUDGET,
            true,
            0,
            true,
            false,
            true,
            MAX_MODEL_LEN,
            BLOCK,
            new int[] {blocks});
    Deployment deployment =
        new Deployment(
            load.replicas,
            1,
            false,
            LeastOutstanding.NAME,
            1,
            engine,
            new ApiConfig(0, LATENCY_NANOS, INGEST_NANOS, 0, 1, 1),
            stepTime);
    return new Simulation(
            deployment,
            source(load, requests),
            RunSettings.of(MeasureWindow.WHOLE),
            Engines.shipped())
        .run(sink, ProgressListener.SILENT, CancelToken.NEVER);
  }

  /** The requests of a load. */
  static RequestSource source(Load load, long requests) {
    LengthTable lengths = load.lognormal ? LOGNORMAL : FIXED;
    DrawnContent content =
        new DrawnContent(
            new IndependentLengths(lengths, lengths),
            0,
            new PromptSharing(0, 0, load.prompts),
            RequestLabels.NONE);
    return new StoppedSource(
        new OpenLoopSource(
            new PoissonArrivals(load.perSecond),
            content,
            new StreamRandom(KeyedRandom.of(1, 0), 0)),
        StopRule.afterRequests(requests));
  }
}
