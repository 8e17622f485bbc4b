package io.foretoken.workload.client;

import static io.foretoken.workload.client.SourceFixtures.at;
import static io.foretoken.workload.client.SourceFixtures.poisson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CappedSourceTest {
  @Test
  void whatArrivesBeyondTheCapIsSentWhenASlotIsFree() {
    // Cap 2, every request takes 100. Arrivals 0, 10, 20, 30, 500: the third is sent at 100 (first
    // slot free), the fourth at 110, the fifth when it arrives.
    var source = new CappedSource(at(0, 10, 20, 30, 500), 2);
    List<SourceDriver.Sent> sent = SourceDriver.run(source, r -> 100, 10);
    assertThat(sent.stream().map(SourceDriver.Sent::intended))
        .containsExactly(0L, 10L, 20L, 30L, 500L);
    assertThat(sent.stream().map(SourceDriver.Sent::sent))
        .containsExactly(0L, 10L, 100L, 110L, 500L);
  }

  @Test
  void slotsFreedAtTheSameInstantAreTakenInOrder() {
    // Cap 3, all three end at 100: requests 3, 4 and 5 are sent at 100 in their order.
    var source = new CappedSource(at(0, 0, 0, 1, 2, 3, 4), 3);
    List<SourceDriver.Sent> sent = SourceDriver.run(source, r -> 100, 10);
    assertThat(sent.stream().map(SourceDriver.Sent::index))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(sent.stream().map(SourceDriver.Sent::sent))
        .containsExactly(0L, 0L, 0L, 100L, 100L, 100L, 200L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void agreesWithAQueueOfSlots(int cap) {
    // The reference: a first-come queue in front of `cap` slots, each free at a known time.
    for (long seed = 0; seed < 20; seed++) {
      long[] service = new Random(seed).longs(600, 0, 900_000_000L).toArray();
      var sent =
          SourceDriver.run(
              new CappedSource(poisson(10, seed), cap), r -> service[(int) r.index], 600);
      PriorityQueue<Long> freeAt = new PriorityQueue<>();
      for (int i = 0; i < cap; i++) {
        freeAt.add(0L);
      }
      long before = 0;
      for (SourceDriver.Sent request : sent) {
        long expected = Math.max(request.intended(), freeAt.remove());
        assertThat(request.sent()).isEqualTo(expected);
        assertThat(request.sent()).isGreaterThanOrEqualTo(before);
        before = request.sent();
        freeAt.add(expected + service[(int) request.index()]);
      }
    }
  }

  @Test
  void aCapThatIsNeverReachedChangesNothing() {
    assertThat(SourceDriver.run(new CappedSource(poisson(10, 1), 1_000), r -> 5, 500))
        .isEqualTo(SourceDriver.run(poisson(10, 1), r -> 5, 500));
  }

  @Test
  void theCapMustBePositive() {
    assertThatThrownBy(() -> new CappedSource(at(0), 0))
        .hasMessageContaining("max_in_flight must be positive");
  }
}
