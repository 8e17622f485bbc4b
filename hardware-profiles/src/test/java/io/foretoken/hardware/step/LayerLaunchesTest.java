package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import org.junit.jupiter.api.Test;

class LayerLaunchesTest {

  /** 32 layers of ten kernels each: attention 5, MLP 5. */
  @Test
  void aDenseLayerIsTheUnit() {
    LayerLaunches launches = new LayerLaunches(Fixtures.LLAMA_8B);

    assertThat(launches.ofStep()).isCloseTo(32, within(1e-9));
    assertThat(launches.ofAttention()).isCloseTo(32, within(1e-9));
    assertThat(launches.expertLayers()).isZero();
  }

  /** 32 layers with attention 5 and experts 11: 32 * 16 / 10 = 51.2. */
  @Test
  void expertsTakeMoreKernelsThanADenseMlp() {
    assertThat(new LayerLaunches(Fixtures.MIXTRAL_8X7B).ofStep()).isCloseTo(51.2, within(1e-9));
  }

  /**
   * 61 layers with latent attention 16; 58 with experts 11 and shared experts 4, three dense 5:
   * (976 + 870 + 15) / 10 = 186.1, of attention alone 61 * 16 / 5 = 195.2.
   */
  @Test
  void latentAttentionTakesThreeTimesAsMany() {
    LayerLaunches launches = new LayerLaunches(Fixtures.DEEPSEEK_V3);

    assertThat(launches.ofStep()).isCloseTo(186.1, within(1e-9));
    assertThat(launches.ofAttention()).isCloseTo(195.2, within(1e-9));
    assertThat(launches.expertLayers()).isEqualTo(58);
  }
}
