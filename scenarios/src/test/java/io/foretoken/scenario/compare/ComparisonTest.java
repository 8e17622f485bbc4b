package io.foretoken.scenario.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Side side(long seed, double... ttft) {
    List<Map<KeyFigure, Double>> runs = new ArrayList<>();
    for (double value : ttft) {
      runs.add(Map.of(KeyFigure.TTFT_MEAN, value));
    }
    return new Side("s", "m", seed, true, Map.of(), runs);
  }

  private static Difference only(Side a, Side b) {
    Comparison comparison = Comparison.of(a, b);
    assertThat(comparison.differences()).hasSize(1);
    return comparison.differences().get(0);
  }

  @Test
  void pairsOfTheSameRandomNumbersShowASmallDifference() {
    // differences 1, 1.5, 1.5: mean 4/3, s = 0.28868, t(0.975, 2) = 4.30265
    // half-width 4.30265 x 0.28868 / sqrt(3) = 0.71711
    Difference difference = only(side(1, 10, 12, 14), side(1, 11, 13.5, 15.5));
    assertThat(difference.paired()).isTrue();
    assertThat(difference.by()).isCloseTo(4 / 3.0, within(1e-12));
    assertThat(difference.halfWidth()).isCloseTo(0.71711, within(1e-4));
    assertThat(difference.verdict()).isEqualTo(Difference.Verdict.REAL);
    assertThat(difference.relative()).isCloseTo(4 / 36.0, within(1e-12));
  }

  @Test
  void withoutPairsTheSameFiguresCouldBeChance() {
    Difference difference = only(side(1, 10, 12, 14), side(2, 11, 13.5, 15.5));
    assertThat(difference.paired()).isFalse();
    assertThat(difference.verdict()).isEqualTo(Difference.Verdict.CHANCE);
  }

  @Test
  void welchsIntervalOfUnequalVariances() {
    // variances of the means 4/3 and 1/3: together 5/3; degrees of freedom
    // (5/3)^2 / ((4/3)^2 / 2 + (1/3)^2 / 2) = 2.9412; t(0.975, 2.9412) = 3.2197 (by interpolation
    // between t(2) = 4.3027 and t(3) = 3.1824 it lies between 3.18 and 3.27); x sqrt(5/3) = 1.29099
    Difference difference = only(side(1, 10, 12, 14), side(2, 20, 21, 22));
    assertThat(difference.by()).isCloseTo(9, within(1e-12));
    assertThat(difference.halfWidth()).isBetween(3.18 * 1.29099, 3.27 * 1.29099);
    assertThat(difference.verdict()).isEqualTo(Difference.Verdict.REAL);
  }

  @Test
  void equalRunsAreTheSameAndOneRunSaysNothing() {
    assertThat(only(side(1, 3, 4), side(1, 3, 4)).verdict()).isEqualTo(Difference.Verdict.SAME);
    assertThat(only(side(1, 3), side(1, 3)).verdict()).isEqualTo(Difference.Verdict.SAME);
    assertThat(only(side(1, 3), side(1, 4)).verdict()).isEqualTo(Difference.Verdict.UNKNOWN);
    assertThat(only(side(1, 3, 3), side(2, 4, 4)).verdict()).isEqualTo(Difference.Verdict.REAL);
  }

  /** Seeds 1 to 200 of equal distributions: about one in twenty intervals leaves out zero. */
  @Test
  void intervalsHoldAsOftenAsTheySay() {
    int real = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      double[] a = new double[5];
      double[] b = new double[5];
      for (int run = 0; run < 5; run++) {
        a[run] = normal(trial, run);
        b[run] = normal(trial, run + 5);
      }
      if (only(side(1, a), side(2, b)).verdict() == Difference.Verdict.REAL) {
        real++;
      }
    }
    // 5 % of 400 is 20, its standard deviation 4.4: four of them on either side
    assertThat(real).isBetween(3, 38);
  }

  /** About normal: twelve uniform numbers less six. */
  private static double normal(int trial, int run) {
    KeyedRandom random = KeyedRandom.of(trial, run);
    double sum = -6;
    for (int draw = 0; draw < 12; draw++) {
      sum += random.unit(Purpose.values()[0], run, draw);
    }
    return sum;
  }
}
