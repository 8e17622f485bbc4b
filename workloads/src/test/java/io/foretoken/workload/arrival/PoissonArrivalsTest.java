package io.foretoken.workload.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.workload.KolmogorovSmirnov;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonArrivalsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gapsAreExponential(long seed) {
    double rate = 12;
    double[] gaps = ArrivalTimes.gaps(20_000, new PoissonArrivals(rate), ArrivalTimes.seed(seed));
    assertThat(KolmogorovSmirnov.statistic(gaps, x -> 1 - Math.exp(-rate * x)))
        .isLessThan(KolmogorovSmirnov.critical(20_000));
  }

  @Test
  void countsHaveEqualMeanAndVariance() {
    // 4,000 windows of 1 s at 10/s: the mean count has standard error sqrt(10 / 4000) = 0.05, the
    // variance about 10 x sqrt(2.1 / 4000) = 0.23. Four of each.
    int windows = 4_000;
    long[] counts = new long[windows];
    ArrivalStream stream = new PoissonArrivals(10).start(ArrivalTimes.seed(7));
    for (long t = stream.next(); t < windows * 1_000_000_000L; t = stream.next()) {
      counts[(int) (t / 1_000_000_000L)]++;
    }
    double mean = 0;
    for (long count : counts) {
      mean += (double) count / windows;
    }
    double variance = 0;
    for (long count : counts) {
      variance += (count - mean) * (count - mean) / (windows - 1);
    }
    assertThat(mean).isCloseTo(10, within(0.2));
    assertThat(variance).isCloseTo(10, within(0.92));
  }

  @Test
  void halvingTheRateDoublesEveryTime() {
    // Common random numbers: a sweep over the rate stretches one and the same stream.
    long[] fast = ArrivalTimes.first(500, new PoissonArrivals(8), ArrivalTimes.seed(3));
    long[] slow = ArrivalTimes.first(500, new PoissonArrivals(4), ArrivalTimes.seed(3));
    for (int i = 0; i < 500; i++) {
      assertThat(slow[i]).isCloseTo(2 * fast[i], within((long) i + 2));
    }
  }

  @Test
  void aRateTooSmallForTheClockEndsTheStream() {
    ArrivalStream stream = new PoissonArrivals(1e-300).start(ArrivalTimes.seed(1));
    assertThat(stream.next()).isEqualTo(ArrivalStream.END);
    assertThat(stream.next()).isEqualTo(ArrivalStream.END);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateMustBePositive(double rate) {
    assertThatThrownBy(() -> new PoissonArrivals(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate must be positive");
  }
}
