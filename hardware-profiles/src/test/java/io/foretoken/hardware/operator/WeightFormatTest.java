package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.Fixtures;
import org.junit.jupiter.api.Test;

class WeightFormatTest {

  @Test
  void fp8BeforeAdaAndNvfp4BeforeBlackwellAreRefusedWithAReason() {
    assertThat(WeightFormat.FP8.refusal(Fixtures.A100))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("a100-sxm-80gb").contains("fp8 units"));
    assertThat(WeightFormat.NVFP4.refusal(Fixtures.H100))
        .hasValueSatisfying(reason -> assertThat(reason).contains("Blackwell"));
    assertThat(WeightFormat.FP8.refusal(Fixtures.H100)).isEmpty();
    assertThat(WeightFormat.NVFP4.refusal(Fixtures.B200)).isEmpty();
    assertThat(WeightFormat.MXFP4.refusal(Fixtures.H100)).isEmpty();
  }

  @Test
  void aFormatThatTheGpuLacksMultipliesIn16Bit() {
    assertThat(WeightFormat.INT4.tflops(Fixtures.H100)).isEqualTo(989.4);
    assertThat(WeightFormat.FP8.tflops(Fixtures.H100)).isEqualTo(1978.9);
    assertThat(WeightFormat.INT4.isNative(Fixtures.H100)).isFalse();
  }

  @Test
  void mxfp4CoversOnlyTheExpertsOfAModelThatHasThem() {
    assertThat(WeightFormat.MXFP4.ofDenseLayers(Fixtures.MIXTRAL_8X7B))
        .isEqualTo(WeightFormat.BF16);
    assertThat(WeightFormat.MXFP4.ofDenseLayers(Fixtures.LLAMA_8B)).isEqualTo(WeightFormat.MXFP4);
    assertThat(WeightFormat.FP8.ofDenseLayers(Fixtures.MIXTRAL_8X7B)).isEqualTo(WeightFormat.FP8);
  }

  @Test
  void namesAreTheOnesOfScenarios() {
    for (WeightFormat format : WeightFormat.values()) {
      assertThat(WeightFormat.of(format.id())).contains(format);
    }
    assertThat(WeightFormat.of("fp8_block")).contains(WeightFormat.FP8_BLOCK);
    assertThat(WeightFormat.of("bf32")).isEmpty();
    assertThat(KvCacheFormat.of("auto")).contains(KvCacheFormat.BF16);
  }
}
