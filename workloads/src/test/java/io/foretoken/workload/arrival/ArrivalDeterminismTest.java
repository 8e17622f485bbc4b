package io.foretoken.workload.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.workload.random.StreamRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrivalDeterminismTest {
  static List<ArrivalProcess> processes() {
    return List.of(
        new PoissonArrivals(10),
        new GammaArrivals(10, 0.3),
        new GammaArrivals(10, 3),
        new ConditionedPoissonArrivals(List.of(new Stage(10, 100_000_000_000L))),
        new DiurnalArrivals(
            List.of(new RatePeriod(3, 5_000_000_000L), new RatePeriod(30, 1_000_000_000L)), true));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theSameSeedGivesTheSameArrivalsAndAnotherReplicationOrStreamOthers(ArrivalProcess process) {
    KeyedRandom run = KeyedRandom.of(42, 0);
    long[] times = ArrivalTimes.first(200, process, new StreamRandom(run, 0));
    assertThat(ArrivalTimes.first(200, process, new StreamRandom(KeyedRandom.of(42, 0), 0)))
        .isEqualTo(times);
    assertThat(ArrivalTimes.first(200, process, new StreamRandom(run, 1))).isNotEqualTo(times);
    assertThat(ArrivalTimes.first(200, process, new StreamRandom(KeyedRandom.of(42, 1), 0)))
        .isNotEqualTo(times);
    assertThat(ArrivalTimes.first(200, process, new StreamRandom(KeyedRandom.of(43, 0), 0)))
        .isNotEqualTo(times);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void streamsOfOneProcessDoNotDisturbEachOther(ArrivalProcess process) {
    StreamRandom random = ArrivalTimes.seed(42);
    ArrivalStream a = process.start(random);
    ArrivalStream b = process.start(random);
    a.next();
    long second = a.next();
    b.next();
    assertThat(b.next()).isEqualTo(second);
  }

  @Test
  void thinkTimesAreFixedOrExponentialPerRequest() {
    StreamRandom random = ArrivalTimes.seed(1);
    assertThat(ThinkTime.NONE.afterNanos(random, 5)).isZero();
    assertThat(new ThinkTime(700, false).afterNanos(random, 5)).isEqualTo(700);
    ThinkTime drawn = new ThinkTime(1_000_000, true);
    assertThat(drawn.afterNanos(random, 5)).isEqualTo(drawn.afterNanos(random, 5));
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      sum += drawn.afterNanos(random, i);
    }
    // Standard error of the mean of 10,000 exponentials: 1 %.
    assertThat(sum / 10_000).isBetween(960_000.0, 1_040_000.0);
  }
}
