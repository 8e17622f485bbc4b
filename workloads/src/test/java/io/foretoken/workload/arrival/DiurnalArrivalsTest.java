package io.foretoken.workload.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiurnalArrivalsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final List<RatePeriod> DAY =
      List.of(
          new RatePeriod(2, 10 * SECOND),
          new RatePeriod(0, 5 * SECOND),
          new RatePeriod(8, 20 * SECOND));

  /**
   * Mean arrivals of {@link #DAY} until a time: 2 t, then 20, then 20 + 8 (t - 15), cyclic in 35 s.
   */
  private static double cumulated(double seconds) {
    double cycles = Math.floor(seconds / 35);
    double at = seconds - 35 * cycles;
    return 180 * cycles + (at < 10 ? 2 * at : at < 15 ? 20 : 20 + 8 * (at - 15));
  }

  @Test
  void onTheScaleOfMeanArrivalsItIsThePoissonProcessOfRateOne() {
    long[] times = ArrivalTimes.first(2000, new DiurnalArrivals(DAY, true), ArrivalTimes.seed(5));
    long[] unit = ArrivalTimes.first(2000, new PoissonArrivals(1), ArrivalTimes.seed(5));
    for (int i = 0; i < times.length; i++) {
      // Each gap of the other is rounded to a nanosecond.
      assertThat(cumulated(times[i] / 1e9)).isCloseTo(unit[i] / 1e9, within(1e-5));
    }
  }

  @Test
  void noOneComesInAPeriodOfRateZero() {
    for (long time :
        ArrivalTimes.first(2000, new DiurnalArrivals(DAY, true), ArrivalTimes.seed(2))) {
      long ofDay = time % (35 * SECOND);
      assertThat(ofDay < 10 * SECOND || ofDay >= 15 * SECOND).isTrue();
    }
  }

  @Test
  void countsOfAPeriodHaveItsMeanAndAsMuchVariance() {
    // 3,000 days of 8/s x 20 s = 160 in the last period: the mean count has the standard error
    // sqrt(160 / 3000) = 0.23, the variance about 160 x sqrt(2 / 3000) = 4.1. Four of each.
    int days = 3000;
    long[] counts = new long[days];
    ArrivalStream stream = new DiurnalArrivals(DAY, true).start(ArrivalTimes.seed(7));
    for (long t = stream.next(); t < 35 * SECOND * days; t = stream.next()) {
      if (t % (35 * SECOND) >= 15 * SECOND) {
        counts[(int) (t / (35 * SECOND))]++;
      }
    }
    double mean = 0;
    for (long count : counts) {
      mean += (double) count / days;
    }
    double variance = 0;
    for (long count : counts) {
      variance += (count - mean) * (count - mean) / (days - 1);
    }
    assertThat(mean).isCloseTo(160, within(0.92));
    assertThat(variance).isCloseTo(160, within(16.4));
  }

  @Test
  void arrivalsEndAfterTheLastPeriodUnlessTheyRepeat() {
    DiurnalArrivals once = new DiurnalArrivals(DAY, false);
    assertThat(once.endsByItself()).isTrue();
    assertThat(new DiurnalArrivals(DAY, true).endsByItself()).isFalse();

    ArrivalStream stream = once.start(ArrivalTimes.seed(3));
    long last = 0;
    long count = 0;
    for (long t = stream.next(); t != ArrivalStream.END; t = stream.next()) {
      last = t;
      count++;
    }
    assertThat(last).isLessThan(35 * SECOND);
    // 20 + 160 expected, with a standard deviation of sqrt(180) = 13.4; four of them.
    assertThat((double) count).isCloseTo(180, within(54.0));
    assertThat(stream.next()).isEqualTo(ArrivalStream.END);
  }

  @Test
  void ratesTooSmallForTheClockEndTheStream() {
    List<RatePeriod> rare = List.of(new RatePeriod(1e-300, SECOND), new RatePeriod(0, SECOND));
    assertThat(new DiurnalArrivals(rare, true).start(ArrivalTimes.seed(1)).next())
        .isEqualTo(ArrivalStream.END);
  }

  @Test
  void periodsWithoutArrivalsAreRefused() {
    assertThatThrownBy(() -> new DiurnalArrivals(List.of(new RatePeriod(0, SECOND)), true))
        .hasMessageContaining("a rate above 0");
    assertThatThrownBy(() -> new RatePeriod(-1, SECOND))
        .hasMessageContaining("must not be negative");
    assertThatThrownBy(() -> new RatePeriod(1, 0)).hasMessageContaining("must be positive");
  }
}
