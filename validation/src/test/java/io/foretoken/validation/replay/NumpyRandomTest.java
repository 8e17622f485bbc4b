package io.foretoken.validation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.validation.measured.ClosedLoad;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Expected values from NumPy 2.4.6: {@code numpy.random.seed(s); numpy.random.randint(low, high,
 * size)}.
 */
class NumpyRandomTest {
  @Test
  void theFirstIntegersAfterSeedZeroAreNumpys() {
    assertThat(new NumpyRandom(0).integers(0, 10, 5)).containsExactly(5, 0, 3, 3, 7);
  }

  @Test
  void aRangeOfAPowerOfTwoLessOneRejectsNothingAndAWideOneUsesAllBits() {
    NumpyRandom numpy = new NumpyRandom(7);
    assertThat(numpy.integers(5, 6, 3)).containsExactly(5, 5, 5);
    assertThat(numpy.integers(0, Integer.MAX_VALUE, 3))
        .containsExactly(327741615, 976413892, 1202242073);
  }

  @Test
  void theBenchmarksLengthsAreInputsFirstThenOutputs() {
    int[][] lengths = ReplaySource.benchmarkLengths(new ClosedLoad(4, 40, 1024, 1024, true));

    assertThat(Arrays.copyOf(lengths[0], 8))
        .containsExactly(991, 866, 936, 1011, 886, 1014, 922, 828);
    assertThat(Arrays.stream(lengths[0]).sum()).isEqualTo(37068);
    assertThat(Arrays.copyOf(lengths[1], 8))
        .containsExactly(851, 1012, 828, 1004, 946, 851, 850, 1021);
    assertThat(Arrays.stream(lengths[1]).sum()).isEqualTo(36709);
  }

  @Test
  void theLargestRunsOfTheSetDrawTheSameToo() {
    int[][] lengths = ReplaySource.benchmarkLengths(new ClosedLoad(1024, 10240, 8192, 1024, true));

    assertThat(Arrays.stream(lengths[0]).asLongStream().sum()).isEqualTo(75498209);
    assertThat(Arrays.stream(lengths[1]).asLongStream().sum()).isEqualTo(9439454);
    assertThat(lengths[0][10239]).isEqualTo(8118);
    assertThat(lengths[1][10239]).isEqualTo(991);
  }
}
