package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
  // numpy.percentile([15, 20, 35, 40, 50], [0, 5, 25, 40, 50, 90, 99, 100]), NumPy 1.x and 2.x:
  // position p/100 x 4, so p40 is at 1.6: 20 + 0.6 x (35 - 20) = 29
  @ParameterizedTest
  @CsvSource({"0, 15", "5, 16", "25, 20", "40, 29", "50, 35", "90, 46", "99, 49.6", "100, 50"})
  void percentilesInterpolateLinearlyAsNumPyDoes(double percent, double expected) {
    Distribution distribution = Distribution.of(new long[] {50, 15, 40, 20, 35});

    assertThat(distribution.percentile(percent)).isEqualTo(expected, Offset.offset(1e-12));
  }

  @Test
  void meanMaxAndCount() {
    Distribution distribution = Distribution.of(new long[] {10, 40, 20, 30});

    assertThat(distribution.mean()).isEqualTo(25);
    assertThat(distribution.max()).isEqualTo(40);
    assertThat(distribution.count()).isEqualTo(4);
    assertThat(distribution.percentile(50)).isEqualTo(25);
  }

  @Test
  void oneObservationIsEveryPercentile() {
    Distribution distribution = Distribution.of(new long[] {7});

    assertThat(distribution.percentile(0)).isEqualTo(7);
    assertThat(distribution.percentile(99)).isEqualTo(7);
    assertThat(distribution.percentile(100)).isEqualTo(7);
  }

  @Test
  void withoutObservationsThereIsNoFigure() {
    Distribution distribution = Distribution.of(new long[0]);

    assertThat(distribution.mean()).isNaN();
    assertThat(distribution.percentile(50)).isNaN();
    assertThat(distribution.max()).isZero();
    assertThat(distribution.count()).isZero();
  }
}
