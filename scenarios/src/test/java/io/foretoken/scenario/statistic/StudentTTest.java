package io.foretoken.scenario.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {
  /** Quantiles of the t distribution as every table prints them (to four digits). */
  @Test
  void quantilesAreThoseOfTheTables() {
    assertThat(StudentT.quantile(1)).isCloseTo(12.7062, within(5e-5));
    assertThat(StudentT.quantile(2)).isCloseTo(4.3027, within(5e-5));
    assertThat(StudentT.quantile(4)).isCloseTo(2.7764, within(5e-5));
    assertThat(StudentT.quantile(30)).isCloseTo(2.0423, within(5e-5));
  }

  /** Mean 12, s = sqrt((4 + 0 + 4) / 2) = 2, half-width 4.30265 x 2 / sqrt(3) = 4.96828. */
  @Test
  void ofThreeObservations() {
    Interval interval = StudentT.of(10, 12, 14);
    assertThat(interval.mean()).isEqualTo(12);
    assertThat(interval.halfWidth()).isCloseTo(4.96828, within(1e-4));
    assertThat(interval.relative()).isCloseTo(0.41402, within(1e-5));
    assertThat(interval.replications()).isEqualTo(3);
  }

  /** Mean 5, s = sqrt(10 / 4) = 1.58114, half-width 2.77645 x 1.58114 / sqrt(5) = 1.96324. */
  @Test
  void ofFiveObservations() {
    Interval interval = StudentT.of(3, 4, 5, 6, 7);
    assertThat(interval.mean()).isEqualTo(5);
    assertThat(interval.halfWidth()).isCloseTo(1.96324, within(1e-5));
  }

  @Test
  void oneObservationHasNoInterval() {
    assertThat(StudentT.of(7).mean()).isEqualTo(7);
    assertThat(StudentT.of(7).halfWidth()).isNaN();
  }

  @Test
  void equalObservationsLeaveNoDoubt() {
    assertThat(StudentT.of(0, 0, 0).relative()).isZero();
    assertThat(StudentT.of(3, 3).halfWidth()).isZero();
  }
}
