package io.foretoken.workload.client;

import static io.foretoken.workload.client.SourceFixtures.at;
import static io.foretoken.workload.client.SourceFixtures.content;
import static io.foretoken.workload.client.SourceFixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.workload.arrival.ThinkTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergedSourceTest {
  @Test
  void theEarliestComesFirstAndOnATieThatOfTheFirstSource() {
    var merged = new MergedSource(List.of(at(0, 20, 40), at(20, 30)));
    var sent = SourceDriver.run(merged, r -> 5, 10);
    assertThat(sent.stream().map(SourceDriver.Sent::sent)).containsExactly(0L, 20L, 20L, 30L, 40L);
    assertThat(sent.stream().map(SourceDriver.Sent::index)).containsExactly(0L, 1L, 2L, 3L, 4L);
    // Both sources draw from the same stream here, so request 0 of both has the same lengths.
    assertThat(sent.get(2).input()).isEqualTo(sent.get(0).input());
  }

  @Test
  void everyCallbackReachesItsOwnSource() {
    // A closed loop of 2 and a capped open loop: both need their callbacks to go on.
    var loop = new ClosedLoopSource(2, ThinkTime.NONE, content(), seed(1));
    var capped = new CappedSource(at(0, 1, 2, 3), 1);
    var sent = SourceDriver.run(new MergedSource(List.of(loop, capped)), r -> 100, 15);
    // At 0 both clients and the first capped one; then all three slots again every 100 ns, until
    // the capped source has sent its four: 3 x 4 + 2 + 1.
    assertThat(sent.stream().map(SourceDriver.Sent::sent))
        .containsExactly(
            0L, 0L, 0L, 100L, 100L, 100L, 200L, 200L, 200L, 300L, 300L, 300L, 400L, 400L, 500L);
  }

  @Test
  void numbersInFlightAgreeWithAHashMap() {
    Random random = new Random(3);
    InFlightNumbers numbers = new InFlightNumbers();
    Map<Long, Long> reference = new HashMap<>();
    List<Long> live = new ArrayList<>();
    for (long index = 0; index < 20_000; index++) {
      numbers.put(index, (int) (index % 7), index * 3);
      reference.put(index, index * 3);
      live.add(index);
      // Ends come in random order; the population swings between 0 and a few hundred.
      int ending = random.nextInt(index / 300 % 2 == 0 ? 2 : 4);
      for (int i = 0; i < ending && !live.isEmpty(); i++) {
        long ended = live.remove(random.nextInt(live.size()));
        assertThat(numbers.sourceOf(ended)).isEqualTo((int) (ended % 7));
        assertThat(numbers.remove(ended)).isEqualTo(reference.remove(ended));
      }
      assertThat(numbers.size()).isEqualTo(reference.size());
    }
    assertThatThrownBy(() -> numbers.sourceOf(-5)).hasMessageContaining("not in flight");
  }
}
