package io.foretoken.validation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.Engines;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.validation.SharedData;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The KV cache of a measured run holds as many sequences as its lengths allow. */
class RunningPeakTest {
  /**
   * 2,588 blocks of 16 on the RTX 4090: with the trace's lengths and arrivals at most 49 requests
   * run, however they are admitted. (Prompts that share blocks would let one or two more in.)
   */
  @ParameterizedTest(name = "whole sequences {0}, asynchronous {1}")
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void neverMoreThan49RequestsRunOnTheRtx4090(boolean wholeSequence, boolean async) {
    MeasuredRun trace =
        MeasuredSets.read(SharedData.folder(), Catalog.shipped()).runs().stream()
            .filter(run -> run.suite().equals("vllm-traces-rtx4090"))
            .findFirst()
            .orElseThrow();
    PreparedRun prepared = new Replay(Catalog.shipped()).prepare(trace);
    Deployment served = prepared.deployment();
    EngineConfig engine = served.engine();
    assertThat(engine.kvBlocks()).containsExactly(2588);
    EngineConfig alone =
        new EngineConfig(
            engine.policy(),
            engine.maxNumSeqs(),
            engine.maxNumBatchedTokens(),
            engine.chunkedPrefill(),
            engine.longPrefillTokenThreshold(),
            async,
            wholeSequence,
            false,
            engine.maxModelLen(),
            engine.blockSize(),
            engine.kvBlocks());
    Deployment deployment =
        new Deployment(1, 1, false, served.router(), 1, alone, served.api(), served.stepTime());
    RunSettings settings =
        new RunSettings(MeasureWindow.WHOLE, Long.MAX_VALUE, 1_000_000_000L, true);

    RunResult result =
        new Simulation(
                deployment,
                prepared.source().apply(KeyedRandom.of(1, 0)),
                settings,
                Engines.shipped())
            .run(RequestSink.NONE, ProgressListener.SILENT, CancelToken.NEVER);

    assertThat(result.counts().finished()).isEqualTo(300);
    assertThat(result.replicas().get(0).running.peak()).isBetween(45L, 49L);
    assertThat(result.replicas().get(0).preemptions()).isPositive();
  }
}
