package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import org.junit.jupiter.api.Test;

class MoeLayerTest {
  private static final OperatorCoefficients H100 = CoefficientFiles.forGpu(Fixtures.H100);

  private static MoeLayer layer(Routing routing, int expertParallel) {
    return new MoeLayer(
        H100.moe().bf16(),
        routing,
        DeviceRates.of(Fixtures.H100, H100),
        989.4e6,
        WeightFormat.BF16,
        128,
        8,
        2048,
        768,
        true,
        expertParallel,
        1,
        1);
  }

  /** Uniform routing of T tokens to 8 of 128 experts touches 128*(1 - e^(-T/16)). */
  @Test
  void uniformRoutingTouchesExpertsAsDrawsDo() {
    MoeLayer layer = layer(Routing.UNIFORM, 1);

    assertThat(layer.touched(16)).isCloseTo(128 * (1 - StrictMath.exp(-1)), within(1e-9));
    assertThat(layer.touched(10_000)).isCloseTo(128, within(1e-6));
    assertThat(layer.touched(1)).isEqualTo(8);
    assertThat(layer.touched(0)).isZero();
  }

  @Test
  void skewTouchesFewerExperts() {
    assertThat(layer(Routing.SKEWED, 1).touched(64))
        .isLessThan(layer(Routing.UNIFORM, 1).touched(64));
  }

  /**
   * Two ranks of 64 experts: imbalance 1 + sqrt(1/64) = 1.125, so the fullest touches more than
   * half.
   */
  @Test
  void theFullestOfSeveralRanksCounts() {
    double one = layer(Routing.SKEWED, 1).touched(64);
    double fullest = layer(Routing.SKEWED, 2).touched(64);

    assertThat(fullest / one).isCloseTo(0.5 * Math.sqrt(1.125), within(1e-9));
  }

  /**
   * Measured on H100, Qwen3-30B-A3B, bf16, balanced: 8/64/256/1k/4k tokens take 228/432/461/529/836
   * us. One fit serves balanced and skewed rows; 25 %.
   */
  @Test
  void followsTheMeasuredLayer() {
    int[] tokens = {8, 64, 256, 1024, 4096};
    double[] measured = {228, 432, 461, 529, 836};
    MoeLayer layer = layer(Routing.UNIFORM, 1);
    for (int i = 0; i < tokens.length; i++) {
      assertThat(OperatorTime.micros(layer.time(tokens[i])))
          .as("%d tokens", tokens[i])
          .isCloseTo(measured[i], within(0.25 * measured[i]));
    }
  }

  /** Experts that all get their even share pad no rows: less arithmetic, the same weights. */
  @Test
  void evenRoutingPadsNothing() {
    MoeLayer even = layer(Routing.EVEN, 1);
    MoeLayer uniform = layer(Routing.UNIFORM, 1);

    assertThat(even.touched(16)).isEqualTo(uniform.touched(16));
    assertThat(OperatorTime.picos(even.time(256)))
        .isLessThan(OperatorTime.picos(uniform.time(256)));
  }
}
