package io.foretoken.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyedRandomTest {
  private static final KeyedRandom RANDOM = KeyedRandom.of(1, 0);

  // From a second implementation of the documented hash, in Python with unbounded integers. These
  // numbers may never change: every result of every scenario hangs on them.
  @ParameterizedTest
  @CsvSource({
    " 1, 0, ARRIVAL_TIME,   0,             0,  5225896964573469057",
    " 1, 0, INPUT_TOKENS,   0,             0,  -521590210794651532",
    " 1, 0, INPUT_TOKENS,   41,            0, -2271066315526463624",
    " 1, 0, INPUT_TOKENS,   41,            1,  7390521287852692178",
    " 1, 1, INPUT_TOKENS,   41,            0, -1003942195954229411",
    " 2, 0, INPUT_TOKENS,   41,            0, -8768229256450376565",
    "-1, 0, RETRY_BACKOFF,  1000000000000, 7,  3009953555963652473",
  })
  void drawsAreWhatTheyHaveAlwaysBeen(
      long seed, int replication, Purpose purpose, long entity, int draw, long bits) {
    assertThat(KeyedRandom.of(seed, replication).bits(purpose, entity, draw)).isEqualTo(bits);
  }

  // 0xe07b8d37f9b09f78 >>> 11 = 7898176735747091 x 2^-53 = 0.87688...; x 1000 = 876
  @Test
  void unitsAndBoundedIntegersAreTheTopBits() {
    assertThat(RANDOM.unit(Purpose.INPUT_TOKENS, 41, 0)).isEqualTo(0.8768852483423778);
    assertThat(RANDOM.positiveUnit(Purpose.INPUT_TOKENS, 41, 0))
        .isEqualTo(0.8768852483423778 + 0x1p-53);
    assertThat(RANDOM.below(1000, Purpose.INPUT_TOKENS, 41, 0)).isEqualTo(876);
  }

  @Test
  void drawDoesNotDependOnWhatWasAskedBefore() {
    long first = RANDOM.bits(Purpose.ROUTING, 5, 0);
    for (int other = 0; other < 100; other++) {
      RANDOM.bits(Purpose.ROUTING, other, 3);
    }

    assertThat(RANDOM.bits(Purpose.ROUTING, 5, 0)).isEqualTo(first);
    assertThat(KeyedRandom.of(1, 0).bits(Purpose.ROUTING, 5, 0)).isEqualTo(first);
  }

  // chi-square of 100,000 draws in 100 equal cells, 99 degrees of freedom. Draws run over entities,
  // as arrivals and lengths do. 15 purposes, so each is held to the 0.033 % and 99.967 % points,
  // 58.0 and 154.0, for 1 % in all (SciPy 1.x, chi2.ppf).
  @ParameterizedTest
  @EnumSource(Purpose.class)
  void drawsOverEntitiesAreUniform(Purpose purpose) {
    int[] cells = new int[100];
    for (int entity = 0; entity < 100_000; entity++) {
      cells[(int) (RANDOM.unit(purpose, entity, 0) * 100)]++;
    }

    assertThat(chiSquare(cells, 1000)).isBetween(58.0, 154.0);
  }

  // the same over draw numbers of one entity, and over seeds: 0.5 % and 99.5 % points each
  @Test
  void drawsOverDrawNumbersAndOverSeedsAreUniform() {
    int[] byDraw = new int[100];
    int[] bySeed = new int[100];
    for (int at = 0; at < 100_000; at++) {
      byDraw[RANDOM.below(100, Purpose.THINK_TIME, 3, at)]++;
      bySeed[KeyedRandom.of(at, 0).below(100, Purpose.THINK_TIME, 3, 0)]++;
    }

    assertThat(chiSquare(byDraw, 1000)).isBetween(66.51, 138.99);
    assertThat(chiSquare(bySeed, 1000)).isBetween(66.51, 138.99);
  }

  // 20 x 20 cells of (this purpose, next purpose) for the same entity, 40,000 pairs: 399 degrees of
  // freedom, 99 % point 467.6. Then the same for (entity, next entity).
  @Test
  void purposesAndEntitiesAreIndependent() {
    Purpose[] purposes = Purpose.values();
    for (int at = 0; at + 1 < purposes.length; at++) {
      int[] cells = new int[400];
      for (int entity = 0; entity < 40_000; entity++) {
        int row = RANDOM.below(20, purposes[at], entity, 0);
        cells[20 * row + RANDOM.below(20, purposes[at + 1], entity, 0)]++;
      }
      // 14 comparisons: 99.93 % point each, 495.2, for 1 % in all
      assertThat(chiSquare(cells, 100)).as("%s", purposes[at]).isLessThan(495.2);
    }
    int[] cells = new int[400];
    for (int entity = 0; entity < 40_000; entity++) {
      int row = RANDOM.below(20, Purpose.ARRIVAL_TIME, entity, 0);
      cells[20 * row + RANDOM.below(20, Purpose.ARRIVAL_TIME, entity + 1L, 0)]++;
    }
    assertThat(chiSquare(cells, 100)).isLessThan(467.6);
  }

  @Test
  void codesOfPurposesAreUniqueAndStable() {
    Set<Integer> codes = new HashSet<>();
    for (Purpose purpose : Purpose.values()) {
      assertThat(codes.add(purpose.code())).as("%s", purpose).isTrue();
    }
    assertThat(Purpose.ARRIVAL_TIME.code()).isEqualTo(1);
    assertThat(Purpose.RETRY_BACKOFF.code()).isEqualTo(15);
  }

  @Test
  void boundMustBePositive() {
    assertThatThrownBy(() -> RANDOM.below(0, Purpose.ROUTING, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThat(RANDOM.below(1, Purpose.ROUTING, 0, 0)).isZero();
  }

  private static double chiSquare(int[] cells, double expected) {
    return Arrays.stream(cells)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }
}
