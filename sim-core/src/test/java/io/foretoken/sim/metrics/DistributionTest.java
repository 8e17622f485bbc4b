package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  // both ways to a rank, few asked for and all: values that differ, that repeat, in order, reversed
  @ParameterizedTest
  @CsvSource({"1, 9", "2, 9", "33, 1000", "1000, 3", "1000, 1000000", "20000, 50", "20000, 90000"})
  void everyRankIsThatOfTheSortedValues(int count, int different) {
    Random random = new Random(count + different);
    long[] values = random.longs(count, 0, different).toArray();
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    long[] reversed = new long[count];
    Arrays.setAll(reversed, at -> sorted[count - 1 - at]);

    for (long[] each : List.of(values, sorted.clone(), reversed)) {
      for (int round = 0; round < 20; round++) {
        RankedValues few = new RankedValues(each.clone());
        for (int asked = 0; asked < 4; asked++) {
          int rank = random.nextInt(count);
          assertThat(few.at(rank)).isEqualTo(sorted[rank]);
        }
      }
      RankedValues all = new RankedValues(each.clone());
      for (int rank = count - 1; rank >= 0; rank--) {
        assertThat(all.at(rank)).isEqualTo(sorted[rank]);
      }
    }
  }

  // the largest difference of two longs does not fit into one
  @Test
  void ranksOfValuesAsFarApartAsTheyCanBe() {
    long[] values = new long[200];
    Arrays.setAll(values, at -> at % 2 == 0 ? Long.MAX_VALUE - at : Long.MIN_VALUE + at);
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    RankedValues ranked = new RankedValues(values);

    for (int rank : new int[] {0, 1, 99, 100, 101, 199}) {
      assertThat(ranked.at(rank)).isEqualTo(sorted[rank]);
    }
  }
}
