package io.foretoken.workload.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthDistributionsTest {
  private static final LengthBounds WIDE = LengthBounds.DEFAULT;

  @Test
  void fixedIsAlwaysTheSame() {
    LengthTable table = new FixedLength(512).compile();
    assertThat(table.draw(0)).isEqualTo(512);
    assertThat(table.draw(-1L)).isEqualTo(512);
    assertThat(table.mean()).isEqualTo(512);
    assertThat(table.standardDeviation()).isZero();
    assertThatThrownBy(() -> new FixedLength(0)).hasMessageContaining("1..10000000 tokens, was 0");
  }

  @Test
  void uniformIsExact() {
    // 800..1000: mean 900, variance (201^2 - 1) / 12 = 3366.67; each of 201 values 1/201 to 2^-60.
    LengthTable table = new UniformLength(800, 1_000).compile();
    assertThat(table.mean()).isCloseTo(900, within(1e-10));
    assertThat(table.standardDeviation()).isCloseTo(Math.sqrt(40_400 / 12.0), within(1e-10));
    for (int v = 800; v <= 1_000; v++) {
      assertThat(table.probability(v)).isCloseTo(1 / 201.0, within(1e-17));
    }
    assertThat(table.min()).isEqualTo(800);
    assertThat(table.max()).isEqualTo(1_000);
    assertThatThrownBy(() -> new UniformLength(5, 4)).hasMessageContaining("min 5 is above max 4");
  }

  @ParameterizedTest
  @CsvSource({"250, 1", "250, 0.5", "250, 0.05", "3000, 2", "8000, 1"})
  void gammaAgreesWithTheClosedForm(double mean, double cv) {
    LengthTable table = new GammaLength(mean, cv, WIDE).compile();
    agrees(table, new GammaDistribution(1 / (cv * cv), mean * cv * cv));
    // Rounding up from 0 to 1 token raises the mean where short lengths are common.
    assertThat(table.mean()).isCloseTo(mean, within(mean * 0.001));
  }

  @ParameterizedTest
  @CsvSource({"1000, 100", "1000, 1", "500, 300"})
  void normalAgreesWithTheClosedForm(double mean, double deviation) {
    agrees(
        new NormalLength(mean, deviation, WIDE).compile(), new NormalDistribution(mean, deviation));
  }

  private static void agrees(LengthTable table, RealDistribution reference) {
    double cumulative = 0;
    for (int v = 1; v < table.max(); v++) {
      cumulative += table.probability(v);
      if (v < 2_000 || v % 31 == 0) {
        assertThat(cumulative)
            .as("at %d tokens", v)
            .isCloseTo(reference.cumulativeProbability(v + 0.5), within(1e-11));
      }
    }
  }

  @Test
  void empiricalQuantilesAreJoinedByStraightLines() {
    // Half in 101..200, half in 201..400: mean 0.5 x 150.5 + 0.5 x 300.5.
    LengthTable table =
        new EmpiricalLength(new int[] {100, 200, 400}, new double[] {0, 0.5, 1}).compile();
    assertThat(table.min()).isEqualTo(101);
    assertThat(table.max()).isEqualTo(400);
    assertThat(table.mean()).isCloseTo(225.5, within(1e-9));
    assertThat(table.quantile(0.5)).isEqualTo(200);
    assertThat(table.quantile(0.75)).isEqualTo(300);
    assertThat(table.probability(150)).isCloseTo(0.005, within(1e-15));
    assertThat(table.probability(300)).isCloseTo(0.0025, within(1e-15));
  }

  @Test
  void anEmpiricalPointCanHoldProbabilityOfItsOwn() {
    LengthTable table = new EmpiricalLength(new int[] {10, 12}, new double[] {0.5, 1}).compile();
    assertThat(table.probability(10)).isEqualTo(0.5);
    assertThat(table.probability(11)).isEqualTo(0.25);
    assertThat(table.probability(12)).isEqualTo(0.25);
    assertThat(new EmpiricalLength(new int[] {7}, new double[] {1}).compile().mean()).isEqualTo(7);
  }

  @Test
  void empiricalPointsOutOfOrderAreRefused() {
    assertThatThrownBy(() -> new EmpiricalLength(new int[] {5, 5}, new double[] {0, 1}))
        .hasMessageContaining("point 1 (5 tokens, share 1.0)");
    assertThatThrownBy(() -> new EmpiricalLength(new int[] {5, 6}, new double[] {0.5, 0.4}))
        .hasMessageContaining("out of order");
    assertThatThrownBy(() -> new EmpiricalLength(new int[] {5, 6}, new double[] {0, 0.9}))
        .hasMessageContaining("last share is 1");
    assertThatThrownBy(() -> new EmpiricalLength(new int[] {0, 6}, new double[] {0.1, 1}))
        .hasMessageContaining("start at 1");
    assertThatThrownBy(() -> new EmpiricalLength(new int[] {}, new double[] {}))
        .hasMessageContaining("at least one");
  }
}
