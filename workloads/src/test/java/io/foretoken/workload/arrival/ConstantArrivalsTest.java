package io.foretoken.workload.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConstantArrivalsTest {
  @Test
  void arrivalsAreEvenlySpacedFromZero() {
    assertThat(ArrivalTimes.first(4, new ConstantArrivals(4), ArrivalTimes.seed(1)))
        .containsExactly(0, 250_000_000, 500_000_000, 750_000_000);
  }

  @Test
  void roundingDoesNotAddUp() {
    // 3/s: the 3,000,000th gap ends at 10^6 s exactly, although a gap is 333,333,333.33 ns.
    ArrivalStream stream = new ConstantArrivals(3).start(ArrivalTimes.seed(1));
    long time = -1;
    for (int i = 0; i <= 3_000_000; i++) {
      time = stream.next();
    }
    assertThat(time).isEqualTo(1_000_000_000_000_000L);
  }

  @Test
  void everythingAtOnceIsAtZero() {
    assertThat(ArrivalTimes.first(3, new ThroughputArrivals(), ArrivalTimes.seed(1)))
        .containsExactly(0, 0, 0);
  }
}
