package io.foretoken.scenario.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void stepsAreOneTwoOrFive() {
    // 13,700 in at most 5 steps: 2,740 a step, so 5,000, and the axis ends at 15,000
    Scale.Linear scale = Scale.fromZero(13_700, 5);
    assertThat(scale).isEqualTo(new Scale.Linear(0, 15_000, 5_000));
    assertThat(scale.ticks(9)).containsExactly(0.0, 5_000.0, 10_000.0, 15_000.0);
    assertThat(scale.place(3_750)).isEqualTo(0.25);
  }

  @Test
  void theRightAxisTakesAsManyStepsAsTheLeft() {
    // 446 in 4 steps: 111.5 a step, rounded up to 150
    assertThat(Scale.inSteps(446, 4)).isEqualTo(new Scale.Linear(0, 600, 150));
  }

  @Test
  void ticksAreThinnedByWholeStrides() {
    Scale.Linear scale = new Scale.Linear(0, 10, 1);
    assertThat(scale.ticks(6)).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
    // an end that is no multiple of the step has no tick beyond it
    assertThat(new Scale.Linear(0, 193, 50).ticks(9)).containsExactly(0.0, 50.0, 100.0, 150.0);
  }

  @Test
  void aDecadeIsAsLongAsTheNext() {
    Scale.Log scale = Scale.log10(12, 900);
    assertThat(scale).isEqualTo(new Scale.Log(10, 1_000, 10));
    assertThat(scale.place(100)).isCloseTo(0.5, within(1e-12));
    assertThat(scale.ticks(9)).containsExactly(10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0);
    assertThat(scale.ticks(4)).containsExactly(10.0, 100.0, 1_000.0);
    assertThat(Scale.log10(0.003, 0.04)).isEqualTo(new Scale.Log(0.002, 0.05, 10));
  }

  @Test
  void powersOfTwoLieEvenly() {
    Scale.Log scale = Scale.log2(1, 256);
    assertThat(scale.place(16)).isCloseTo(0.5, within(1e-12));
    assertThat(scale.ticks(9)).hasSize(9).startsWith(1.0, 2.0).endsWith(256.0);
    assertThat(scale.ticks(5)).isEqualTo(List.of(1.0, 4.0, 16.0, 64.0, 256.0));
  }

  @Test
  void theTailIsSpreadOut() {
    Scale.Tail scale = new Scale.Tail();
    // -log10(1 - 0.9) / 3 = 1/3, and 0.99 twice that
    assertThat(scale.place(0)).isZero();
    assertThat(scale.place(0.9)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(scale.place(0.99)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(scale.place(1)).isEqualTo(1);
  }
}
