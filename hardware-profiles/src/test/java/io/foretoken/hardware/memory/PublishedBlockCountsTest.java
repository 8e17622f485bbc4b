package io.foretoken.hardware.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.step.Parallelism;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * KV block counts that real vLLM servers printed, against the rule. Figures: runs of vLLM 0.15.1
 * and 0.23.0 published by inference-sim (sim-to-real-accuracy-validation b70edb9a, residency-vllm
 * 2641b576) and the 0.19.0 trace of LLMServingSim (5daddb21).
 *
 * <p>Left out: Llama-4-Scout FP8 (8,253 blocks) reserves 9 GiB for its image encoder, which no
 * model shape here describes.
 */
class PublishedBlockCountsTest {
  /** Runs are off by up to 0.35 GiB of some 40; the 4090 has 5 GiB, where 0.03 GiB are 0.5 %. */
  private static final double BOUND_PERCENT = 1.0;

  @ParameterizedTest
  @CsvSource({
    "codellama-34b, h100-sxm-80gb, 2, 2048, 128, 0.90, 0.15, 26603",
    "llama-2-70b, h100-sxm-80gb, 4, 2048, 128, 0.90, 0.15, 31357",
    "mixtral-8x7b, h100-sxm-80gb, 2, 2048, 128, 0.90, 0.15, 27511",
    "llama-3.1-70b, h100-sxm-80gb, 4, 2048, 128, 0.90, 0.15, 30425",
    "mistral-nemo-12b, h100-sxm-80gb, 2, 1024, 128, 0.90, 0.15, 48009",
    "mistral-nemo-12b, h100-sxm-80gb, 1, 2048, 128, 0.90, 0.15, 19251",
    "qwen2.5-7b, h100-sxm-80gb, 1, 2048, 128, 0.90, 0.15, 65368",
    "yi-34b, h100-sxm-80gb, 2, 2048, 128, 0.90, 0.15, 20793",
    "llama-2-7b, h100-sxm-80gb, 1, 2048, 128, 0.90, 0.15, 7463",
    "qwen3-14b, h100-sxm-80gb, 1, 8192, 256, 0.92, 0.23, 18038",
    "llama-3.1-8b, rtx-4090, 1, 2048, 256, 0.90, 0.19, 2588",
  })
  void theRuleGivesWhatTheServerPrinted(
      String model,
      String gpu,
      int tensor,
      int batchedTokens,
      int sequences,
      double utilization,
      String version,
      int published) {
    MemoryPlan plan =
        MemoryRule.plan(
            new MemoryRequest(
                model(model),
                Precision.BF16,
                Parallelism.tensor(tensor),
                gpu(gpu),
                EngineProfiles.find("vllm", version),
                utilization,
                batchedTokens,
                sequences,
                16,
                0));

    double percent = 100.0 * (plan.kvBlocks()[0] - published) / published;
    System.out.printf(
        Locale.ROOT,
        "KV blocks %-17s tensor %d: %6d, published %6d, %+.2f %%%n",
        model,
        tensor,
        plan.kvBlocks()[0],
        published,
        percent);
    assertThat(Math.abs(percent)).isLessThan(BOUND_PERCENT);
  }

  private static ModelShape model(String id) {
    return switch (id) {
      case "codellama-34b" -> Fixtures.CODELLAMA_34B;
      case "llama-2-70b" -> Fixtures.LLAMA2_70B;
      case "mixtral-8x7b" -> Fixtures.MIXTRAL_8X7B;
      case "llama-3.1-70b" -> Fixtures.LLAMA_70B;
      case "mistral-nemo-12b" -> Fixtures.NEMO_12B;
      case "qwen2.5-7b" -> Fixtures.QWEN25_7B;
      case "yi-34b" -> Fixtures.YI_34B;
      case "llama-2-7b" -> Fixtures.LLAMA2_7B;
      case "qwen3-14b" -> Fixtures.QWEN3_14B;
      case "llama-3.1-8b" -> Fixtures.LLAMA_8B;
      default -> throw new IllegalArgumentException(id);
    };
  }

  private static GpuSpec gpu(String id) {
    return Fixtures.MEASURED.stream().filter(g -> g.id().equals(id)).findFirst().orElseThrow();
  }
}
