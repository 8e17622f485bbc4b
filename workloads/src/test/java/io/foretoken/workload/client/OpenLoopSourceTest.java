package io.foretoken.workload.client;

import static io.foretoken.workload.client.SourceFixtures.content;
import static io.foretoken.workload.client.SourceFixtures.poisson;
import static io.foretoken.workload.client.SourceFixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.workload.arrival.GammaArrivals;
import io.foretoken.workload.arrival.PoissonArrivals;
import io.foretoken.workload.length.FixedLength;
import io.foretoken.workload.random.StreamRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopSourceTest {
  @Test
  void requestsAreNumberedInOrderOfArrivalAndSentWhenIntended() {
    List<SourceDriver.Sent> sent = SourceDriver.run(poisson(10, 1), r -> 1_000, 100);
    for (int i = 0; i < 100; i++) {
      assertThat(sent.get(i).index()).isEqualTo(i);
      assertThat(sent.get(i).sent()).isEqualTo(sent.get(i).intended());
      assertThat(sent.get(i).maxTokens()).isEqualTo(sent.get(i).output());
    }
  }

  @Test
  void changingTheLengthsLeavesTheArrivalsAndChangingTheArrivalsLeavesTheLengths() {
    var base = SourceDriver.run(poisson(10, 1), r -> 0, 200);
    var otherLengths =
        SourceDriver.run(
            new OpenLoopSource(
                new PoissonArrivals(10), content(new FixedLength(7), new FixedLength(9)), seed(1)),
            r -> 0,
            200);
    var otherArrivals =
        SourceDriver.run(
            new OpenLoopSource(new GammaArrivals(3, 0.5), content(), seed(1)), r -> 0, 200);
    assertThat(otherLengths.stream().map(SourceDriver.Sent::intended))
        .isEqualTo(base.stream().map(SourceDriver.Sent::intended).toList());
    assertThat(otherArrivals.stream().map(SourceDriver.Sent::input))
        .isEqualTo(base.stream().map(SourceDriver.Sent::input).toList());
    assertThat(otherArrivals.stream().map(SourceDriver.Sent::output))
        .isEqualTo(base.stream().map(SourceDriver.Sent::output).toList());
  }

  @Test
  void serviceTimesChangeNothing() {
    assertThat(SourceDriver.run(poisson(10, 1), r -> 1, 200))
        .isEqualTo(SourceDriver.run(poisson(10, 1), r -> 77_000_000_000L, 200));
  }

  @Test
  void replicationZeroIsTheRunWithoutReplicationsAndOthersDiffer() {
    var zero = SourceDriver.run(replication(0), r -> 0, 50);
    assertThat(zero).isEqualTo(SourceDriver.run(poisson(10, 1), r -> 0, 50));
    assertThat(SourceDriver.run(replication(1), r -> 0, 50)).isNotEqualTo(zero);
  }

  private static OpenLoopSource replication(int replication) {
    return new OpenLoopSource(
        new PoissonArrivals(10), content(), new StreamRandom(KeyedRandom.of(1, replication), 0));
  }

  @Test
  void theFirstRequestsOfASeedNeverChange() {
    // Computed from the definitions by a separate program in Python (SplitMix64 finaliser, -ln U,
    // lower + floor(bits x count / 2^64)). A change here changes every result ever published.
    assertThat(SourceDriver.run(poisson(10, 1), r -> 0, 3))
        .isEqualTo(
            List.of(
                new SourceDriver.Sent(0, 126_126_143, 126_126_143, 0, 972, 411, 411),
                new SourceDriver.Sent(1, 130_079_392, 130_079_392, 0, 48, 478, 478),
                new SourceDriver.Sent(2, 145_166_587, 145_166_587, 0, 263, 131, 131)));
  }
}
