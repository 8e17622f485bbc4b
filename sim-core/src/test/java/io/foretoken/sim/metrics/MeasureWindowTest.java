package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasureWindowTest {
  @Test
  void windowHoldsItsStartAndNotItsEnd() {
    MeasureWindow window = MeasureWindow.steady(10, 20);

    assertThat(window.contains(9)).isFalse();
    assertThat(window.contains(10)).isTrue();
    assertThat(window.contains(19)).isTrue();
    assertThat(window.contains(20)).isFalse();
    assertThat(MeasureWindow.WHOLE.contains(0)).isTrue();
  }

  @Test
  void emptyOrNegativeWindowIsRefused() {
    assertThatThrownBy(() -> MeasureWindow.steady(20, 20)).hasMessageContaining("20, 20");
    assertThatThrownBy(() -> MeasureWindow.steady(-1, 20)).hasMessageContaining("-1, 20");
  }
}
