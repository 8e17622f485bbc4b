package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.ExpertScales;
import io.foretoken.hardware.engine.HostTimes;
import io.foretoken.hardware.engine.KernelScales;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.CoefficientFiles;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.OperatorTime;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.Routing;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledStepTimeTest {

  private static CompiledStepTime compile(StepPlan plan, StepSwitches switches) {
    return CompiledStepTime.compile(
        new StepPlan(
            plan.model(),
            plan.precision(),
            plan.gpu(),
            plan.coefficients(),
            plan.parallelism(),
            plan.engine(),
            plan.maxNumSeqs(),
            plan.maxNumBatchedTokens(),
            plan.asyncScheduling(),
            switches));
  }

  private static StepPlan plan(
      ModelShape model, GpuSpec gpu, int tensor, String version, int sequences, int budget) {
    return StepPlan.of(
        model,
        Precision.BF16,
        gpu,
        Parallelism.tensor(tensor),
        EngineProfiles.find("vllm", version),
        sequences,
        budget);
  }

  /**
   * Step times of real vLLM 0.15.1 servers, from every tenth engine step of two runs
   * (vllm-experiments, steps_sampled.csv): CodeLlama-34B TP2 14.6 / 15.1 / 17.7 ms and Llama-2-70B
   * TP4 17.7 / 18.9 / 21.8 ms at 26, 42 and 103 running sequences of about 720 tokens. The engine's
   * constants were fitted to other figures of some runs of the same set; 9 %.
   */
  @ParameterizedTest
  @CsvSource({
    "codellama, 26, 14.6",
    "codellama, 42, 15.1",
    "codellama, 103, 17.7",
    "llama2-70b, 26, 17.7",
    "llama2-70b, 42, 18.9",
    "llama2-70b, 103, 21.8"
  })
  void decodeStepsLastWhatServersMeasured(String name, int rows, double millis) {
    boolean code = name.equals("codellama");
    ModelShape model = code ? Fixtures.CODELLAMA_34B : Fixtures.LLAMA2_70B;
    CompiledStepTime compiled =
        CompiledStepTime.compile(plan(model, Fixtures.H100, code ? 2 : 4, "0.15", 128, 2048));

    assertThat(Shapes.millis(compiled, Shapes.decode(compiled, rows, 720)))
        .isCloseTo(millis, within(0.09 * millis));
  }

  /**
   * Qwen3-14B on one H100: a prompt of 986 tokens with n decodes takes 41 ms, and 50 when the sum
   * passes 1,024, an edge of the matrix products' tiles.
   */
  @Test
  void aStepGrowsWhereItsTokensPassATileEdge() {
    CompiledStepTime model =
        CompiledStepTime.compile(plan(Fixtures.QWEN3_14B, Fixtures.H100, 1, "0.23", 256, 8192));
    RankShape below = Shapes.prompt(model, 986, 0);
    Shapes.addDecode(model, below, 30, 1050);
    RankShape above = Shapes.prompt(model, 986, 0);
    Shapes.addDecode(model, above, 45, 1050);

    assertThat(Shapes.millis(model, below)).isCloseTo(43, within(2.0));
    assertThat(Shapes.millis(model, above)).isCloseTo(50, within(2.0));
  }

  /** Two decode rows of 100 and 50 tokens and a prompt of 10 after 20: sums of flops by hand. */
  @Test
  void operationsAndBytesAreCountedFromTheDimensions() {
    CompiledStepTime model = Shapes.compile(Fixtures.LLAMA_8B, Fixtures.H100, 1);
    RankShape shape = new RankShape(0);
    shape.addDecode(2, 150);
    shape.addChunk(10, 20, true);

    StepCost cost = Shapes.cost(model, shape);

    double linear = 32.0 * (41_943_040 + 176_160_768);
    double head = 128_256.0 * 4096;
    double pairs = 150 + 10 * 20 + 10 * 10 / 2.0;
    double attention = 32 * 4.0 * 32 * 128 * pairs;
    assertThat(cost.flops).isCloseTo(2 * linear * 12 + 2 * head * 3 + attention, within(1e3));
    double norms = 65 * 4096;
    double kv = 2.0 * 65_536 * (150 + 20);
    assertThat(cost.hbmBytes).isCloseTo(2 * (linear + head + norms) + kv, within(1e3));
  }

  /** A step, 32 layers and 10 sequences of the engine's host thread. */
  @Test
  void theHostThreadCostsPerStepLayerAndSequence() {
    CompiledStepTime model = Shapes.compile(Fixtures.LLAMA_8B, Fixtures.H100, 1);
    HostTimes host = model.plan().engine().host();

    StepCost cost = Shapes.cost(model, Shapes.decode(model, 10, 100));

    double micros = host.stepUs() + 32 * host.layerUs() + 10 * host.sequenceUs();
    assertThat(cost.hostNanos).isCloseTo(Math.round(1e3 * micros), within(2L));
  }

  /**
   * vLLM 0.10 schedules synchronously: launches run ahead of the GPU, so a step of a small model
   * lasts as long as its host thread, and nothing but the exposed part comes on top.
   */
  @Test
  void launchesAreHiddenBehindTheDeviceWithoutAsynchronousScheduling() {
    StepPlan plan = plan(Fixtures.QWEN3_0_6B, Fixtures.H100, 1, "0.10", 256, 8192);
    CompiledStepTime small = CompiledStepTime.compile(plan);
    CompiledStepTime async = CompiledStepTime.compile(plan.withAsyncScheduling(true));

    StepCost cost = Shapes.cost(small, Shapes.decode(small, 4, 100));
    StepCost hidden = Shapes.cost(async, Shapes.decode(async, 4, 100));

    assertThat(cost.stageNanos[0]).isEqualTo(hidden.hostNanos);
    assertThat(cost.hostNanos)
        .isEqualTo(Math.round(1000 * plan.engine().host().exposedUs()))
        .isLessThan(hidden.hostNanos);
    assertThat(cost.limit).isEqualTo(Limit.HOST);
  }

  @Test
  void theLimitIsTheLargestShare() {
    CompiledStepTime large = Shapes.compile(Fixtures.LLAMA_70B, Fixtures.H100, 4);
    CompiledStepTime small = Shapes.compile(Fixtures.QWEN3_0_6B, Fixtures.H100, 1);
    CompiledStepTime boards = Shapes.compile(Fixtures.LLAMA_70B, Fixtures.L40S, 8);

    assertThat(Shapes.cost(large, Shapes.decode(large, 8, 500)).limit)
        .isEqualTo(Limit.MEMORY_BANDWIDTH);
    assertThat(Shapes.cost(large, Shapes.prompt(large, 8192, 0)).limit).isEqualTo(Limit.COMPUTE);
    assertThat(Shapes.cost(small, Shapes.decode(small, 1, 100)).limit).isEqualTo(Limit.HOST);
    assertThat(Shapes.cost(boards, Shapes.prompt(boards, 8192, 0)).limit)
        .isEqualTo(Limit.COMMUNICATION);
    assertThat(Shapes.cost(large, new RankShape(0)).limit).isEqualTo(Limit.NONE);
  }

  @Test
  void anEmptyStepCostsNothing() {
    CompiledStepTime model = Shapes.compile(Fixtures.LLAMA_8B, Fixtures.H100, 1);

    StepCost cost = Shapes.cost(model, new RankShape(0));

    assertThat(cost.deviceNanos()).isZero();
    assertThat(cost.hostNanos).isZero();
    assertThat(cost.flops).isZero();
  }

  /** A chunk that does not end its prompt samples nothing: no LM head, no sampling. */
  @Test
  void onlySampledRowsPassTheHead() {
    CompiledStepTime model = Shapes.compile(Fixtures.LLAMA_8B, Fixtures.H100, 1);
    RankShape middle = new RankShape(0);
    middle.addChunk(512, 0, false);

    StepCost cost = Shapes.cost(model, middle);

    assertThat(cost.lastStageExtraNanos).isZero();
    assertThat(Shapes.cost(model, Shapes.prompt(model, 512, 0)).lastStageExtraNanos).isPositive();
  }

  /** Gemma 3: 40 of 48 layers see at most 1,024 tokens, so context beyond costs 8 layers only. */
  @Test
  void windowLayersStopGrowingAtTheirWindow() {
    CompiledStepTime model = Shapes.compile(Fixtures.GEMMA_3_12B, Fixtures.H100, 1);
    double at1k = Shapes.cost(model, Shapes.decode(model, 64, 1024)).hbmBytes;
    double at9k = Shapes.cost(model, Shapes.decode(model, 64, 9216)).hbmBytes;

    assertThat(model.windows()).containsExactly(AttentionSpan.sliding(1024));
    assertThat(at9k - at1k).isCloseTo(64.0 * 8192 * 8 * 2 * 8 * 256 * 2, within(1e3));
  }

  /** 9 tokens run as 16 where graphs are recorded; the switch runs them as 9. */
  @Test
  void tokensArePaddedToRecordedGraphs() {
    StepPlan plan = plan(Fixtures.LLAMA_8B, Fixtures.H100, 1, "0.23", 256, 8192);
    CompiledStepTime padded = CompiledStepTime.compile(plan);
    CompiledStepTime exact = compile(plan, new StepSwitches(false, true, Routing.SKEWED, true));

    assertThat(padded.padded(9)).isEqualTo(16);
    assertThat(exact.padded(9)).isEqualTo(9);
    assertThat(Shapes.millis(exact, Shapes.decode(exact, 9, 100)))
        .isLessThan(Shapes.millis(padded, Shapes.decode(padded, 9, 100)));
  }

  /** 32 layers, each launched around its attention: a step lasts at least that long. */
  @Test
  void stepsOutsideOfGraphsLastAtLeastTheirLaunches() {
    StepPlan plan = plan(Fixtures.LLAMA_8B, Fixtures.H200, 8, "0.10", 256, 8192);
    CompiledStepTime floored = CompiledStepTime.compile(plan);
    CompiledStepTime free = compile(plan, new StepSwitches(true, false, Routing.SKEWED, true));

    HostTimes host = plan.engine().host();
    double micros = 32 * host.scaleOf(Fixtures.H200) * plan.engine().graphs().piecewiseLayerUs();
    long launches = Math.round(1e3 * micros);

    StepCost cost = Shapes.cost(floored, Shapes.prompt(floored, 64, 0));

    assertThat(cost.stageNanos[0]).isCloseTo(launches, within(2L));
    assertThat(cost.limit).isEqualTo(Limit.LAUNCH_FLOOR);
    assertThat(Shapes.cost(free, Shapes.prompt(free, 64, 0)).stageNanos[0]).isLessThan(launches);
    assertThat(Shapes.cost(floored, Shapes.decode(floored, 64, 100)))
        .extracting(c -> c.stageNanos[0])
        .isEqualTo(Shapes.cost(free, Shapes.decode(free, 64, 100)).stageNanos[0]);
  }

  /** Ranks that share experts: the fullest rank sets attention, experts see the tokens of all. */
  @Test
  void ranksInLockstepWaitForTheFullest() {
    StepPlan plan =
        Shapes.plan(
            Fixtures.QWEN3_30B_A3B, Precision.BF16, Fixtures.H100, new Parallelism(1, 1, 2, 2));
    CompiledStepTime model = CompiledStepTime.compile(plan);
    RankShape full = Shapes.decode(model, 64, 4000);
    RankShape light = Shapes.decode(model, 2, 100);
    RankShape idle = new RankShape(0);

    StepCost both = Shapes.cost(model, full, light);
    StepCost swapped = Shapes.cost(model, light, full);
    StepCost alone = Shapes.cost(model, full, idle);
    StepCost twice = Shapes.cost(model, full, full);

    assertThat(swapped.deviceNanos()).isEqualTo(both.deviceNanos());
    assertThat(alone.deviceNanos()).isPositive().isLessThanOrEqualTo(both.deviceNanos());
    assertThat(twice.deviceNanos()).isGreaterThan(both.deviceNanos());
    StepExplanation explained = model.explain(new RankShape[] {full, light});
    assertThat(explained.rows())
        .extracting(StepExplanation.Row::name)
        .contains("gather tokens", "gather router logits", "scatter tokens", "experts");
  }

  /**
   * Two ranks of 64 rows with 4,000 tokens and 100 rows with 100, alike in their own operators but
   * for padding: the first waits longer for its attention, so it sets the pace, and the experts run
   * for the tokens of both, once.
   */
  @Test
  void attentionCostsTheSlowestRankAndExpertsTheTokensOfAll() {
    CompiledStepTime model =
        CompiledStepTime.compile(
            Shapes.plan(
                Fixtures.QWEN3_30B_A3B,
                Precision.BF16,
                Fixtures.H100,
                new Parallelism(1, 1, 2, 2)));
    RankShape longRows = Shapes.decode(model, 64, 4000);
    RankShape shortRows = Shapes.decode(model, 100, 100);

    long first =
        sum(model.perToken, 64) + 48 * OperatorTime.picos(model.fullDecode.time(64, 64 * 4000L));
    long second =
        sum(model.perToken, 104) + 48 * OperatorTime.picos(model.fullDecode.time(100, 100 * 100L));
    long experts = sum(model.experts, 64 + 104);
    long exchange = sum(model.exchange, 2 * 104);
    long stage = first + experts + exchange + model.overheadPicos(false, 100);
    long head = sum(model.perSample, 100);

    StepCost cost = Shapes.cost(model, longRows, shortRows);

    assertThat(first).isGreaterThan(second);
    assertThat(model.padded(64)).isEqualTo(64);
    assertThat(model.padded(100)).isEqualTo(104);
    assertThat(cost.stageNanos[0]).isEqualTo((stage + 500) / 1000);
    assertThat(cost.lastStageExtraNanos).isEqualTo((head + 500) / 1000);
  }

  private static long sum(TokenTable table, int tokens) {
    long sum = 0;
    for (int code = 0; code < OperatorTime.CODES; code++) {
      sum += table.with(tokens).picos(tokens, code);
    }
    return sum;
  }

  /** A prompt on one rank slows the other, which decodes only. */
  @Test
  void aPromptOnOneRankSlowsAll() {
    CompiledStepTime model =
        CompiledStepTime.compile(
            Shapes.plan(
                Fixtures.QWEN3_30B_A3B,
                Precision.BF16,
                Fixtures.H100,
                new Parallelism(1, 1, 2, 2)));
    RankShape decode = Shapes.decode(model, 16, 500);

    assertThat(Shapes.millis(model, decode, Shapes.prompt(model, 4096, 0)))
        .isGreaterThan(3 * Shapes.millis(model, decode, Shapes.decode(model, 16, 500)));
  }

  /** Half the bytes per weight: an fp8 decode step streams in less than 0.7 of the bf16 one. */
  @Test
  void narrowerWeightsStreamFaster() {
    CompiledStepTime bf16 = Shapes.compile(Fixtures.LLAMA_70B, Fixtures.H100, 4);
    CompiledStepTime fp8 =
        CompiledStepTime.compile(
            Shapes.plan(
                Fixtures.LLAMA_70B,
                new Precision(WeightFormat.FP8, KvCacheFormat.FP8),
                Fixtures.H100,
                Parallelism.tensor(4)));

    double ratio =
        Shapes.millis(fp8, Shapes.decode(fp8, 8, 1000))
            / Shapes.millis(bf16, Shapes.decode(bf16, 8, 1000));

    assertThat(ratio).isBetween(0.55, 0.75);
  }

  /** int4 on an H100 is weight-only: prompts run at the bf16 peak, not faster than bf16 weights. */
  @Test
  void weightOnlyFormatsComputeIn16Bit() {
    CompiledStepTime bf16 = Shapes.compile(Fixtures.LLAMA_8B, Fixtures.H100, 1);
    CompiledStepTime int4 =
        CompiledStepTime.compile(
            Shapes.plan(
                Fixtures.LLAMA_8B,
                new Precision(WeightFormat.INT4, KvCacheFormat.BF16),
                Fixtures.H100,
                Parallelism.NONE));

    assertThat(Shapes.millis(int4, Shapes.decode(int4, 1, 100)))
        .isLessThan(0.5 * Shapes.millis(bf16, Shapes.decode(bf16, 1, 100)));
    assertThat(Shapes.millis(int4, Shapes.prompt(int4, 8192, 0)))
        .isCloseTo(Shapes.millis(bf16, Shapes.prompt(bf16, 8192, 0)), within(10.0));
  }

  @Test
  void everythingAgainstAPlanIsSaidAtOnce() {
    ModelShape hybrid =
        new ModelShape(
            "linear-model",
            32,
            4096,
            32000,
            false,
            new ModelShape.Attention(30, 8, 128, 128, false, Optional.empty()),
            new ModelShape.LayerKinds(8, 0, 24, 0, 0),
            new ModelShape.DenseMlp(32, 11008, true),
            Optional.empty(),
            4096,
            "bf16");
    StepPlan plan =
        StepPlan.of(
            hybrid,
            new Precision(WeightFormat.FP8, KvCacheFormat.BF16),
            Fixtures.A100,
            new Parallelism(16, 2, 1, 4),
            EngineProfiles.newest("vllm"),
            256,
            8192);

    assertThatThrownBy(() -> CompiledStepTime.compile(plan))
        .isInstanceOfSatisfying(
            NotServableException.class,
            e ->
                assertThat(e.refusals())
                    .extracting(Refusal::subject)
                    .containsExactly(
                        "model",
                        "precision.weights",
                        "parallelism.pipeline",
                        "parallelism.tensor",
                        "parallelism.expert",
                        "parallelism.tensor"))
        .hasMessageContaining("linear attention")
        .hasMessageContaining("30 query heads and 8 KV heads, which 16 does not divide")
        .hasMessageContaining("a box of a100-sxm-80gb joins 8");
  }

  /** Coefficients of another card on this datasheet are possible: any file is data. */
  @Test
  void coefficientsAreData() {
    StepPlan own = plan(Fixtures.LLAMA_8B, Fixtures.H100, 1, "0.23", 256, 8192);
    StepPlan others =
        new StepPlan(
            own.model(),
            own.precision(),
            own.gpu(),
            CoefficientFiles.shipped("family-older").on(own.gpu()),
            own.parallelism(),
            own.engine(),
            own.maxNumSeqs(),
            own.maxNumBatchedTokens(),
            own.asyncScheduling(),
            own.switches());
    CompiledStepTime fast = CompiledStepTime.compile(own);
    CompiledStepTime slow = CompiledStepTime.compile(others);

    assertThat(Shapes.millis(slow, Shapes.decode(slow, 32, 1000)))
        .isGreaterThan(Shapes.millis(fast, Shapes.decode(fast, 32, 1000)));
  }

  /**
   * vLLM serves gpt-oss before Blackwell on the kernel that widens 4-bit weights: little padding,
   * so decode is quicker than on the measured mxfp4 kernel, and slow arithmetic, so prompts are
   * slower.
   */
  @Test
  void mxfp4ExpertsAreWidenedWhereTheGpuHasNoFp4() {
    assertThat(gptOss(Fixtures.H100, true, 64, 0)).isLessThan(gptOss(Fixtures.H100, false, 64, 0));
    assertThat(gptOss(Fixtures.H100, true, 0, 4096))
        .isGreaterThan(gptOss(Fixtures.H100, false, 0, 4096));
    assertThat(gptOss(Fixtures.B200, true, 64, 0)).isEqualTo(gptOss(Fixtures.B200, false, 64, 0));
  }

  private static double gptOss(GpuSpec gpu, boolean widened, int rows, int prompt) {
    ModelShape model = Catalog.shipped().findModel("gpt-oss-120b").orElseThrow().shape();
    EngineProfile vllm = EngineProfiles.find("vllm", "0.19");
    KernelScales kernels = vllm.kernels();
    KernelScales scales =
        new KernelScales(
            1,
            1,
            false,
            1,
            1,
            List.of(),
            1,
            0,
            1,
            new ExpertScales(1, 1, 1, widened ? 1 : 0, 1, 0),
            1,
            1,
            false,
            1,
            kernels.elementwiseKernels(),
            1,
            false);
    CompiledStepTime compiled =
        CompiledStepTime.compile(
            StepPlan.of(
                model,
                new Precision(WeightFormat.MXFP4, KvCacheFormat.BF16),
                gpu,
                Parallelism.tensor(2),
                vllm.withKernels(scales),
                128,
                8192));
    return rows > 0
        ? Shapes.millis(compiled, Shapes.decode(compiled, rows, 1000))
        : Shapes.millis(compiled, Shapes.prompt(compiled, prompt, 0));
  }
}
