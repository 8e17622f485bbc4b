package io.foretoken.workload.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthTableTest {
  @Test
  void aDrawLooksUpTheUpper62Bits() {
    // P(1) = 1/4, P(2) = 3/4: the lowest quarter of all bit patterns gives 1.
    LengthTable table = new LengthTable(1, new long[] {1L << 60, 1L << 62});
    assertThat(table.draw(0)).isEqualTo(1);
    assertThat(table.draw((1L << 62) - 1)).isEqualTo(1);
    assertThat(table.draw(1L << 62)).isEqualTo(2);
    assertThat(table.draw(-1L)).isEqualTo(2);
    // 0.25 x 1 + 0.75 x 2; variance 0.25 x 0.75^2 + 0.75 x 0.25^2 = 0.1875.
    assertThat(table.mean()).isEqualTo(1.75);
    assertThat(table.standardDeviation()).isCloseTo(Math.sqrt(0.1875), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 17, 1_000, 200_000})
  void theGuideFindsWhatASearchFromTheStartFinds(int entries) {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      long[] cumulative = randomTable(random, entries);
      LengthTable table = new LengthTable(5, cumulative);
      for (int i = 0; i < 50; i++) {
        // Every second draw is on, or just before, a boundary of the table.
        long edge = cumulative[random.nextInt(entries)] - random.nextInt(2);
        long bits =
            i % 2 == 0 ? random.nextLong() : Math.max(0, Math.min(edge, (1L << 62) - 1)) << 2;
        long u = bits >>> 2;
        int k = 0;
        while (u >= cumulative[k]) {
          k++;
        }
        assertThat(table.draw(bits)).isEqualTo(5 + k);
      }
    }
  }

  @Test
  void entriesWithoutProbabilityAreNeverDrawn() {
    // Lengths 3, 4, 5, 6 with probabilities 0, 1/2, 0, 1/2, and a dead end at 7.
    long half = 1L << 61;
    LengthTable table =
        new LengthTable(3, new long[] {0, half, half, LengthTable.ONE, LengthTable.ONE});
    assertThat(table.min()).isEqualTo(4);
    assertThat(table.max()).isEqualTo(6);
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(table.draw(random.nextLong())).isIn(4, 6);
    }
    assertThat(table.quantile(0)).isEqualTo(4);
    assertThat(table.quantile(0.5)).isEqualTo(4);
    assertThat(table.quantile(0.51)).isEqualTo(6);
    assertThat(table.quantile(1)).isEqualTo(6);
    assertThat(table.probability(4)).isEqualTo(0.5);
    assertThat(table.probability(99)).isZero();
  }

  @Test
  void brokenTablesAreRefused() {
    assertThatThrownBy(() -> new LengthTable(0, new long[] {LengthTable.ONE}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LengthTable(1, new long[] {5}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LengthTable(1, new long[] {7, 6, LengthTable.ONE}))
        .hasMessageContaining("decrease at entry 1");
  }

  private static long[] randomTable(Random random, int entries) {
    double[] weights = new double[entries];
    double sum = 0;
    for (int k = 0; k < entries; k++) {
      // Heavy and empty entries side by side.
      weights[k] = random.nextInt(3) == 0 ? 0 : Math.pow(random.nextDouble(), 8);
      sum += weights[k];
    }
    long[] cumulative = new long[entries];
    double below = 0;
    for (int k = 0; k < entries; k++) {
      below += weights[k];
      double share = sum == 0 ? 1 : Math.min(1, below / sum);
      cumulative[k] = (long) (share * LengthTable.ONE);
    }
    cumulative[entries - 1] = LengthTable.ONE;
    return cumulative;
  }
}
