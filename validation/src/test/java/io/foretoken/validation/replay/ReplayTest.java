package io.foretoken.validation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.SkipKind;
import io.foretoken.validation.measured.Source;
import io.foretoken.validation.measured.StagedLoad;
import io.foretoken.validation.table.UnusableRunException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final ExactLoad TWO_REQUESTS =
      new ExactLoad(
          1, new long[] {0, 5_000_000L}, new int[] {700, 800}, new int[] {64, 64}, new int[0]);

  private final Replay replay = new Replay(Catalog.shipped());

  private static MeasuredRun run(String model, String gpu, String engine, Load load) {
    return run(
        new Setup(
            model,
            "",
            "",
            gpu,
            1,
            1,
            1,
            1,
            1,
            engine,
            "",
            Map.of("batching.max_num_seqs", "64"),
            true),
        load);
  }

  private static MeasuredRun run(Setup setup, Load load) {
    return new MeasuredRun(
        "suite",
        "run",
        setup,
        load,
        Map.of(Metric.TTFT_MEAN, 0.1),
        List.of(),
        Regime.STABLE,
        false,
        new Source("github.com/a/b", "c0ffee00", "MIT"),
        List.of());
  }

  private static MeasuredRun onH100(Load load) {
    return run("Qwen/Qwen3-14B", "H100-80GB-SXM", "vllm", load);
  }

  @Test
  void theScenarioIsWhatAUserWouldWrite() {
    Setup setup =
        new Setup(
            "Qwen/Qwen3-14B",
            "bf16",
            "fp8",
            "H100-80GB-SXM",
            2,
            4,
            1,
            1,
            1,
            "vllm",
            "0.15.1",
            new TreeMap<>(
                Map.of(
                    "memory.block_size", "16",
                    "batching.max_num_seqs", "128",
                    "batching.attention_dp.timeout_iters", "60",
                    "batching.attention_dp.enable_balance", "true",
                    "batching.max_num_batched_tokens", "2048")),
            true);

    assertThat(ReplayScenario.text(run(setup, new BatchLoad(30, 128, 256)), "0.15.1"))
        .isEqualTo(
            """
            schema_version: 1
            name: "run"
            model: "Qwen/Qwen3-14B"
            precision: {weights: bf16, kv_cache_dtype: fp8}
            fleet:
              - pool: main
                gpu: "H100-80GB-SXM"
                replicas: 2
                parallelism: {tensor: 4, pipeline: 1, data: 1, expert: 1}
                engine:
                  name: vllm
                  version: "0.15.1"
                  batching:
                    attention_dp:
                      enable_balance: true
                      timeout_iters: 60
                    max_num_batched_tokens: 2048
                    max_num_seqs: 128
                  memory:
                    block_size: 16
            workload:
              arrivals: {process: throughput}
              input_tokens: 128
              output_tokens: 256
            stop: {requests: 30, window: whole}
            seed: 1349952704
            """);
  }

  @Test
  void requestsAreSentAtTheirTimesWithTheirLengthsUnderTheCap() {
    PreparedRun prepared = replay.prepare(onH100(TWO_REQUESTS));
    RequestSource source = prepared.source().apply(KeyedRandom.of(1, 0));
    RequestDraft draft = new RequestDraft();
    source.next(draft);

    assertThat(draft.inputTokens).isEqualTo(700);
    assertThat(source.peekTime()).as("one in flight at most").isEqualTo(RequestSource.NEVER);
    source.onFinished(0, 9_000_000L);
    source.next(draft);
    assertThat(draft.intendedNanos).isEqualTo(5_000_000L);
    assertThat(draft.sentNanos).isEqualTo(9_000_000L);
    assertThat(draft.outputTokens).isEqualTo(64);
    assertThat(source.peekTime()).isEqualTo(RequestSource.NEVER);
  }

  @Test
  void stagesFollowEachOtherWithExactlyTheirRequests() {
    StagedLoad load =
        new StagedLoad(
            0,
            0,
            List.of(new StagedLoad.Stage(50, 10), new StagedLoad.Stage(200, 20)),
            List.of(new StagedLoad.PromptKind(1, 100, 100, 100)),
            10,
            0,
            0,
            0);
    RequestSource source = ReplaySource.of(load, KeyedRandom.of(3, 0));
    int first = 0;
    int all = 0;
    RequestDraft draft = new RequestDraft();
    while (source.peekTime() != RequestSource.NEVER) {
      source.next(draft);
      all++;
      first += draft.sentNanos <= 10_000_000_000L ? 1 : 0;
      assertThat(draft.sentNanos).isLessThanOrEqualTo(30_000_000_000L);
    }

    assertThat(first).isEqualTo(50);
    assertThat(all).isEqualTo(250);
  }

  @Test
  void aClosedLoopSendsTheBenchmarksLengthsInOrder() {
    ClosedLoad load = new ClosedLoad(2, 20, 1024, 1024, true);
    RequestSource source = ReplaySource.of(load, KeyedRandom.of(3, 0));
    int[][] lengths = ReplaySource.benchmarkLengths(load);
    RequestDraft draft = new RequestDraft();
    for (int i = 0; i < 20; i++) {
      source.next(draft);
      assertThat(draft.inputTokens).isEqualTo(lengths[0][i]);
      assertThat(draft.outputTokens).isEqualTo(lengths[1][i]);
      if (i > 0) {
        source.onFinished(i - 1, 1000L * i);
      }
    }
    assertThat(source.peekTime()).isEqualTo(RequestSource.NEVER);
  }

  /** One request alone: TTFT is more than a forward pass of its prompt at the GPU's peak. */
  @Test
  void aPredictionHasEveryFigureOfAFinishedRun() {
    Prediction prediction = replay.predict(onH100(TWO_REQUESTS), CancelToken.NEVER);

    assertThat(prediction.figures()).containsKeys(Metric.values());
    double peakSeconds = 2 * 14e9 * 700 / 989e12;
    assertThat(prediction.figures().get(Metric.TTFT_MEAN)).isBetween(peakSeconds, 0.2);
    assertThat(prediction.figures().get(Metric.E2E_MEAN))
        .isCloseTo(
            prediction.figures().get(Metric.TTFT_MEAN)
                + 63 * prediction.figures().get(Metric.TPOT_MEAN),
            within(1e-6));
    assertThat(prediction.overloaded()).as("the cap of one was reached").isTrue();
    assertThat(prediction.roofline().share()).isBetween(0.5, 1.0);
    assertThat(prediction.model()).isEqualTo("qwen3-14b");
    assertThat(prediction.assumptions().get(0)).startsWith("engine version not recorded");
  }

  @Test
  void withoutAServerInBetweenTheFirstTokenComesSooner() {
    Setup with = onH100(TWO_REQUESTS).setup();
    Setup without =
        new Setup(with.model(), "", "", with.gpu(), 1, 1, 1, 1, 1, "vllm", "", with.knobs(), false);
    double served = ttft(run(with, TWO_REQUESTS));
    double direct = ttft(run(without, TWO_REQUESTS));

    assertThat(served - direct).isBetween(0.004, 0.012);
  }

  private double ttft(MeasuredRun run) {
    return replay.predict(run, CancelToken.NEVER).figures().get(Metric.TTFT_MEAN);
  }

  @Test
  void whatCannotBeSimulatedIsRefusedWithAReasonForPeople() {
    refused(
        run("Qwen/Qwen3-14", "H100-80GB-SXM", "vllm", TWO_REQUESTS),
        SkipKind.UNKNOWN_MODEL,
        "\"Qwen/Qwen3-14\"");
    refused(
        run("Qwen/Qwen3-14B", "H1000", "vllm", TWO_REQUESTS), SkipKind.UNKNOWN_GPU, "\"H1000\"");
    refused(
        run("Qwen/Qwen3.5-397B-A17B", "B200", "vllm", TWO_REQUESTS),
        SkipKind.MECHANISM,
        "linear attention, which is not modelled yet");
    refused(
        run("meta-llama/Llama-3.1-70B", "L40S", "vllm", TWO_REQUESTS),
        SkipKind.DOES_NOT_FIT,
        "does not fit");
  }

  @Test
  void aPolicyThatIsNotThereYetIsNamed() {
    MeasuredRun run = run("Qwen/Qwen3-14B", "H100-80GB-SXM", "orca", TWO_REQUESTS);

    assertThatThrownBy(() -> replay.prepare(run))
        .isInstanceOf(UnusableRunException.class)
        .hasMessageContaining("orca");
  }

  @Test
  void aRequestThatCanNeverFitSkipsTheRun() {
    Setup small =
        new Setup(
            "Qwen/Qwen3-14B",
            "",
            "",
            "H100",
            1,
            1,
            1,
            1,
            1,
            "vllm",
            "",
            Map.of("memory.num_gpu_blocks_override", "40"),
            true);
    refused(run(small, TWO_REQUESTS), SkipKind.DOES_NOT_FIT, "2 of 2 requests refused");
  }

  private void refused(MeasuredRun run, String kind, String part) {
    assertThatThrownBy(() -> replay.predict(run, CancelToken.NEVER))
        .isInstanceOfSatisfying(
            UnusableRunException.class, e -> assertThat(e.kind()).startsWith(kind))
        .hasMessageContaining(part);
  }
}
