package io.foretoken.scenario.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.step.Parallelism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How engines count GPUs, in scenarios' one convention: tensor x data GPUs, experts over part. */
class EngineDivisionTest {
  @ParameterizedTest(name = "{0} tp {1} dp {2} ep {3}, all {4}, attention {5}")
  @CsvSource({
    // vLLM: tp x dp GPUs; the switch shares experts over all of them
    "vllm, 8, 1, 1, false, false, 8, 1, 1, 1",
    "vllm, 8, 1, 1, true, false, 8, 1, 8, 1",
    "vllm, 2, 4, 1, true, false, 2, 4, 8, 1",
    "vllm, 1, 8, 1, false, false, 1, 8, 1, 1",
    // SGLang without DP attention: dp engines of tp GPUs
    "sglang, 4, 2, 1, false, false, 4, 1, 1, 2",
    "sglang, 8, 1, 8, false, false, 8, 1, 8, 1",
    // with it: dp ranks within tp GPUs
    "sglang, 8, 8, 1, false, true, 1, 8, 1, 1",
    "sglang, 8, 4, 8, false, true, 2, 4, 8, 1",
    "sglang, 8, 8, 1, true, true, 1, 8, 8, 1",
    // TensorRT-LLM: with attention DP every GPU of tp is a rank
    "tensorrt-llm, 8, 1, 1, false, false, 8, 1, 1, 1",
    "tensorrt-llm, 8, 1, 4, false, false, 8, 1, 4, 1",
    "tensorrt-llm, 8, 1, 8, false, true, 1, 8, 8, 1",
  })
  void aModelWithExperts(
      String engine,
      int tensor,
      int data,
      int expert,
      boolean overAll,
      boolean attention,
      int ourTensor,
      int ourData,
      int ourExpert,
      int replicas) {
    EngineDegrees degrees = new EngineDegrees(tensor, 1, data, expert, overAll, attention);
    EngineDivision division = EngineDivision.of(engine, degrees, true);
    assertThat(division.parallelism()).isEqualTo(new Parallelism(ourTensor, 1, ourData, ourExpert));
    assertThat(division.replicas()).isEqualTo(replicas);
    boolean dataMultiplies = engine.equals("vllm") || !attention;
    assertThat(division.parallelism().gpus() * division.replicas())
        .as("GPUs that the command takes")
        .isEqualTo(tensor * (dataMultiplies ? data : 1));
  }

  @Test
  void aModelWithoutExpertsHasNoneToShare() {
    EngineDegrees degrees = new EngineDegrees(2, 1, 2, 2, true, false);
    assertThat(EngineDivision.of("vllm", degrees, false).parallelism().expert()).isEqualTo(1);
    assertThat(EngineDivision.of("sglang", degrees, false).parallelism().expert()).isEqualTo(1);
  }

  @Test
  void numbersThatDoNotDivideAreRefused() {
    assertThatThrownBy(
            () -> EngineDivision.of("sglang", new EngineDegrees(8, 1, 3, 1, false, true), true))
        .hasMessageContaining("3 does not divide 8");
    assertThatThrownBy(
            () ->
                EngineDivision.of(
                    "tensorrt-llm", new EngineDegrees(8, 1, 1, 3, false, false), true))
        .hasMessageContaining("3 does not divide 8");
  }
}
