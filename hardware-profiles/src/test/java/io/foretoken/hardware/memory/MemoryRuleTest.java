package io.foretoken.hardware.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.hardware.step.NotServableException;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.sim.kv.AttentionSpan;
import org.junit.jupiter.api.Test;

class MemoryRuleTest {
  private static final double GIB = 1024.0 * 1024 * 1024;
  private static final EngineProfile VLLM = EngineProfiles.newest("vllm");

  private static MemoryRequest request(
      ModelShape model, Precision precision, int tensor, GpuSpec gpu, EngineProfile engine) {
    return MemoryRequest.of(model, precision, Parallelism.tensor(tensor), gpu, engine);
  }

  private static long weights(ModelShape model, WeightFormat format, int tensor) {
    Precision precision = new Precision(format, KvCacheFormat.BF16);
    return MemoryRule.plan(request(model, precision, tensor, Fixtures.B200, VLLM)).weightBytes();
  }

  /**
   * Llama-3.1-8B, computed by hand: per layer 4096*(32+2*8)*128 + 4096*4096 = 41.94e6 of attention
   * and 3*4096*14336 = 176.16e6 of MLP; 32 layers 6.9793e9; embedding and head 2*128256*4096 =
   * 1.0507e9; norms 65*4096. Sum 8,030,261,248 (the published 8.03 B), 16,060,522,496 bytes.
   */
  @Test
  void weightsAreExactFromTheDimensions() {
    assertThat(weights(Fixtures.LLAMA_8B, WeightFormat.BF16, 1)).isEqualTo(16_060_522_496L);
  }

  /** Embedding, head and norms stay 16-bit: 6.9793e9 bytes + 2 * 1,050,939,392. */
  @Test
  void fp8HalvesTheLinearLayersOnly() {
    assertThat(weights(Fixtures.LLAMA_8B, WeightFormat.FP8, 1))
        .isEqualTo(6_979_321_856L + 2 * 1_050_939_392L);
  }

  /**
   * Totals of the other kinds of model against their published parameter counts: Mixtral 46.7 B,
   * Qwen3-30B-A3B 30.5 B, DeepSeek-V3 671 B, Gemma-3-12B 11.77 B (text, tied), Nemotron-4 341 B
   * (two matrices per MLP).
   */
  @Test
  void weightsOfEveryKindOfModelMatchThePublishedTotals() {
    assertThat(weights(Fixtures.MIXTRAL_8X7B, WeightFormat.BF16, 1) / 2e9)
        .isCloseTo(46.70, within(0.01));
    assertThat(weights(Fixtures.QWEN3_30B_A3B, WeightFormat.BF16, 1) / 2e9)
        .isCloseTo(30.53, within(0.01));
    assertThat(weights(Fixtures.DEEPSEEK_V3, WeightFormat.BF16, 1) / 2e9)
        .isCloseTo(671.03, within(0.1));
    assertThat(weights(Fixtures.GEMMA_3_12B, WeightFormat.BF16, 1) / 2e9)
        .isCloseTo(11.766, within(0.01));
    assertThat(weights(Fixtures.NEMOTRON_340B, WeightFormat.BF16, 1) / 2e9)
        .isCloseTo(341.03, within(0.1));
  }

  /** Two GPUs: matrices and vocabulary halve; norms stay. */
  @Test
  void tensorParallelismDividesAllButTheNorms() {
    long norms = 65L * 4096 * 2;

    assertThat(weights(Fixtures.LLAMA_8B, WeightFormat.BF16, 2))
        .isEqualTo((16_060_522_496L - norms) / 2 + norms);
  }

  /** 8 KV heads on 16 ranks: each keeps one whole head, so a rank holds 1/8, not 1/16. */
  @Test
  void kvHeadsAreReplicatedBeyondTheirNumber() {
    GpuSpec gpu = Fixtures.GB200;
    long at8 = bytesPerToken(Fixtures.LLAMA_70B, 8, gpu);
    long at16 = bytesPerToken(Fixtures.LLAMA_70B, 16, gpu);

    assertThat(at8).isEqualTo(80L * 2 * 128 * 2);
    assertThat(at16).isEqualTo(at8);
  }

  /** DeepSeek caches 512 + 64 elements a layer on every rank: 61 * 576 * 2 bytes. */
  @Test
  void latentsAreReplicatedOnEveryRank() {
    assertThat(bytesPerToken(Fixtures.DEEPSEEK_V3, 8, Fixtures.B200)).isEqualTo(61L * 576 * 2);
    assertThat(bytesPerToken(Fixtures.DEEPSEEK_V3, 4, Fixtures.GB200)).isEqualTo(61L * 576 * 2);
  }

  private static long bytesPerToken(ModelShape model, int tensor, GpuSpec gpu) {
    return MemoryRule.plan(request(model, Precision.BF16, tensor, gpu, VLLM))
        .groups()
        .get(0)
        .bytesPerToken();
  }

  /** FP8 halves the bytes of a token, so twice the tokens fit into the same memory. */
  @Test
  void anFp8CacheHoldsTwiceTheTokens() {
    MemoryPlan bf16 =
        MemoryRule.plan(request(Fixtures.LLAMA_8B, Precision.BF16, 1, Fixtures.H100, VLLM));
    MemoryPlan fp8 =
        MemoryRule.plan(
            request(
                Fixtures.LLAMA_8B,
                new Precision(WeightFormat.BF16, KvCacheFormat.FP8),
                1,
                Fixtures.H100,
                VLLM));

    assertThat(fp8.kvTokens()).isBetween(2 * bf16.kvTokens(), 2 * bf16.kvTokens() + 16);
  }

  /** 70B in bf16 needs 131.4 GiB; an H100 has 72.8 usable: short by about 60. */
  @Test
  void aModelThatDoesNotFitSaysHowMuchIsMissing() {
    MemoryPlan plan =
        MemoryRule.plan(request(Fixtures.LLAMA_70B, Precision.BF16, 1, Fixtures.H100, VLLM));

    assertThat(plan.fits()).isFalse();
    assertThat(plan.shortBytes() / GIB).isCloseTo(131.4 - 72.8 + 2.1, within(0.2));
    assertThat(plan.lines()).last().asString().contains("short by 60.7");
  }

  /** One sequence of 131,072 tokens takes 16 GiB of an 8B's cache; an L4 has not that much. */
  @Test
  void theLongestSequenceMustFitToo() {
    MemoryRequest some = request(Fixtures.LLAMA_8B, Precision.BF16, 1, Fixtures.L4, VLLM);
    MemoryRequest longest =
        new MemoryRequest(
            some.model(),
            some.precision(),
            some.parallelism(),
            some.gpu(),
            some.engine(),
            some.fraction(),
            some.maxNumBatchedTokens(),
            some.maxNumSeqs(),
            16,
            131_072);

    assertThat(MemoryRule.plan(some).fits()).isTrue();
    MemoryPlan plan = MemoryRule.plan(longest);
    assertThat(plan.fits()).isFalse();
    assertThat(plan.shortBytes()).isEqualTo(131_072L * 131_072 - plan.kvBytes());
  }

  /** Gemma 3: 8 full and 40 window layers of 1024 tokens; 256 sequences keep 65 blocks each. */
  @Test
  void windowLayersGetWhatAllSequencesKeepAtMost() {
    MemoryRequest base = request(Fixtures.GEMMA_3_12B, Precision.BF16, 1, Fixtures.H100, VLLM);
    MemoryRequest few =
        new MemoryRequest(
            base.model(),
            base.precision(),
            base.parallelism(),
            base.gpu(),
            base.engine(),
            base.fraction(),
            8192,
            16,
            16,
            0);

    MemoryPlan plan = MemoryRule.plan(few);

    assertThat(plan.groups()).extracting(KvGroupPlan::name).containsExactly("full", "window");
    assertThat(plan.kvBlocks()[1]).isEqualTo(16 * (1024 / 16 + 1));
    long bytes = 0;
    for (KvGroupPlan group : plan.groups()) {
      bytes += (long) group.blocks() * 16 * group.bytesPerToken();
    }
    assertThat(bytes).isBetween(plan.kvBytes() - 16 * 65_536 * 8, plan.kvBytes());
    assertThat(MemoryRule.plan(base).kvBlocks()[1]).isLessThanOrEqualTo(plan.kvBlocks()[0]);
  }

  /**
   * vLLM cuts the cache into pages of 8 layers: 16 tokens x 8 layers x 2 x 8 heads x 256 x 2 bytes
   * are 1 MiB; a block of the 40 window layers takes five.
   */
  @Test
  void groupsOfVllmShareOnePool() {
    MemoryPlan plan =
        MemoryRule.plan(request(Fixtures.GEMMA_3_12B, Precision.BF16, 1, Fixtures.H100, VLLM));

    assertThat(plan.sharing().pages()).containsExactly(1, 5);
    assertThat(plan.poolBlocks()).containsExactly((int) (plan.kvBytes() >> 20), 0);
    assertThat(plan.spans()).containsExactly(AttentionSpan.FULL, AttentionSpan.sliding(1024));
    assertThat(plan.withBlocks(9000).poolBlocks()).containsExactly(9000, 0);
  }

  /**
   * Other engines keep pools apart: 65 blocks a sequence, two steps' prompts of 512 blocks, and the
   * block that is never handed out, so that all 16 sequences run at once.
   */
  @Test
  void groupsOfOtherEnginesHavePoolsOfTheirOwn() {
    MemoryRequest base =
        request(
            Fixtures.GEMMA_3_12B,
            Precision.BF16,
            1,
            Fixtures.H100,
            EngineProfiles.newest("sglang"));
    MemoryPlan plan =
        MemoryRule.plan(
            new MemoryRequest(
                base.model(),
                base.precision(),
                base.parallelism(),
                base.gpu(),
                base.engine(),
                base.fraction(),
                8192,
                16,
                16,
                0));

    assertThat(plan.sharing().isShared()).isFalse();
    assertThat(plan.poolBlocks()).isEqualTo(plan.kvBlocks());
    assertThat(plan.kvBlocks()[1]).isEqualTo(16 * 65 + 2 * 512 + 1);
  }

  /** vLLM keeps all tokens of layers that attend in chunks: 12 + 36 layers in one group. */
  @Test
  void chunksAreKeptWholeByVllm() {
    ModelShape scout = Catalog.shipped().findModel("llama-4-scout").orElseThrow().shape();
    GpuSpec gpu = Fixtures.H200;

    MemoryPlan ofVllm = MemoryRule.plan(request(scout, Precision.BF16, 4, gpu, VLLM));
    MemoryPlan ofSglang =
        MemoryRule.plan(request(scout, Precision.BF16, 4, gpu, EngineProfiles.newest("sglang")));

    assertThat(ofVllm.groups()).extracting(KvGroupPlan::layers).containsExactly(48);
    assertThat(ofSglang.spans()).containsExactly(AttentionSpan.FULL, AttentionSpan.chunked(8192));
  }

  /** The three rules take their share of different things. */
  @Test
  void everyEngineHasItsOwnRule() {
    GpuSpec gpu = Fixtures.H100;
    ModelShape model = Fixtures.LLAMA_8B;
    double weights = 16_060_522_496.0;
    EngineProfile sglang = EngineProfiles.newest("sglang");
    EngineProfile tensorRt = EngineProfiles.newest("tensorrt-llm");

    MemoryPlan ofSglang = MemoryRule.plan(request(model, Precision.BF16, 1, gpu, sglang));
    MemoryPlan ofTensorRt = MemoryRule.plan(request(model, Precision.BF16, 1, gpu, tensorRt));

    double total = 79.15 * GIB;
    double runtime = sglang.memory().runtimeGib() * GIB;
    assertThat(ofSglang.kvBytes() / GIB)
        .isCloseTo(((total - runtime) * 0.88 - weights) / GIB, within(0.01));
    double free = total - weights - ofTensorRt.activationBytes() - ofTensorRt.runtimeBytes();
    assertThat(ofTensorRt.kvBytes() / GIB).isCloseTo(free * 0.9 / GIB, within(0.01));
    assertThat(ofSglang.lines()).anyMatch(line -> line.contains("mem_fraction_static"));
    assertThat(ofTensorRt.lines()).anyMatch(line -> line.contains("free_gpu_memory_fraction"));
  }

  @Test
  void aGivenBlockCountWins() {
    MemoryPlan plan =
        MemoryRule.plan(request(Fixtures.QWEN3_14B, Precision.BF16, 1, Fixtures.H100, VLLM))
            .withBlocks(18_038);

    assertThat(plan.kvBlocks()).containsExactly(18_038);
    assertThat(plan.kvTokens()).isEqualTo(18_038L * 16);
  }

  @Test
  void aRaggedDivisionIsRefusedWithTheDegreesThatWork() {
    assertThatThrownBy(
            () ->
                MemoryRule.plan(
                    request(Fixtures.QWEN25_7B, Precision.BF16, 8, Fixtures.H100, VLLM)))
        .isInstanceOf(NotServableException.class)
        .hasMessageContaining("parallelism.tensor")
        .hasMessageContaining("28 query heads and 4 KV heads")
        .hasMessageContaining("it can be 1, 2, 4");
  }
}
