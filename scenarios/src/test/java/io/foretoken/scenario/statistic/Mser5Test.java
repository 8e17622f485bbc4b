package io.foretoken.scenario.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Mser5Test {
  /**
   * Batch means 10, 0, 1, 0, 1, 0:
   *
   * <pre>
   * d = 0: mean 2,   squares 64 + 4 + 1 + 4 + 1 + 4 = 78, / 36 = 2.1667
   * d = 1: mean 0.4, squares 3 x 0.16 + 2 x 0.36 = 1.2,   / 25 = 0.048
   * d = 2: mean 0.5, squares 4 x 0.25 = 1,                / 16 = 0.0625
   * d = 3: mean 1/3, squares 2 x 1/9 + 4/9 = 0.6667,      /  9 = 0.0741
   * </pre>
   */
  @Test
  void leavesOutTheBatchThatMakesTheErrorSmallest() {
    double[] means = {10, 0, 1, 0, 1, 0};
    assertThat(Mser5.squaredError(means, 0)).isCloseTo(2.16667, within(1e-5));
    assertThat(Mser5.squaredError(means, 1)).isCloseTo(0.048, within(1e-12));
    assertThat(Mser5.squaredError(means, 2)).isCloseTo(0.0625, within(1e-12));
    assertThat(Mser5.squaredError(means, 3)).isCloseTo(0.07407, within(1e-5));
    assertThat(Mser5.of(repeated(means))).isEqualTo(new Mser5.WarmUp(5, true));
  }

  /** Five observations make a batch mean: 8, 9, 10, 11, 12 is 10. A remainder is left out. */
  @Test
  void averagesFiveObservations() {
    double[] series = new double[33];
    System.arraycopy(new double[] {8, 9, 10, 11, 12}, 0, series, 0, 5);
    for (int at = 10; at < 30; at += 10) {
      Arrays.fill(series, at, at + 5, 1);
    }
    series[32] = 1e9;
    assertThat(Mser5.of(series).observations()).isEqualTo(5);
  }

  @Test
  void aSteadySeriesHasNoWarmUp() {
    assertThat(Mser5.of(repeated(1, 2, 1, 2, 1, 2, 1, 2))).isEqualTo(new Mser5.WarmUp(0, true));
    assertThat(Mser5.of(new double[0]).observations()).isZero();
    assertThat(Mser5.of(new double[4]).observations()).isZero();
  }

  /** A ramp is best cut at the end of the half that is searched: it has not settled. */
  @Test
  void aRampHasNotSettled() {
    assertThat(Mser5.of(repeated(1, 2, 3, 4, 5, 6, 7, 8))).isEqualTo(new Mser5.WarmUp(20, false));
  }

  private static double[] repeated(double... means) {
    double[] series = new double[means.length * 5];
    for (int at = 0; at < series.length; at++) {
      series[at] = means[at / 5];
    }
    return series;
  }
}
