package io.foretoken.scenario.expected;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadRegionTest {
  private static LoadRegion of(
      boolean keepsUp, double waits, double slots, double kv, double running) {
    return LoadRegion.of(new LoadSigns(true, keepsUp, waits, slots, kv, running));
  }

  @Test
  void eachSignOfPressureIsEnough() {
    assertThat(of(true, 0, 0.1, 0.1, 2)).isEqualTo(LoadRegion.LIGHT);
    assertThat(of(true, 0, 0.1, 0.1, 30)).isEqualTo(LoadRegion.LOADED);
    assertThat(of(false, 0, 0.1, 0.1, 2)).isEqualTo(LoadRegion.NEAR_SATURATION);
    assertThat(of(true, 0.2, 0.1, 0.1, 2)).isEqualTo(LoadRegion.NEAR_SATURATION);
    assertThat(of(true, 0, 0.9, 0.1, 2)).isEqualTo(LoadRegion.NEAR_SATURATION);
    assertThat(of(true, 0, 0.1, 0.99, 2)).isEqualTo(LoadRegion.NEAR_SATURATION);
  }
}
