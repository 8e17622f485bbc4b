package io.foretoken.workload.client;

import static io.foretoken.workload.client.SourceFixtures.content;
import static io.foretoken.workload.client.SourceFixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.ThinkTime;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedLoopSourceTest {
  @Test
  void everyClientSendsAtZeroAndAgainAThinkTimeAfterItsRequestEnded() {
    // Two clients, think time 5; request 0 takes 10, request 1 takes 30, all others 10:
    // sends at 0, 0, 15 (0 ended at 10), 30 (2 ended at 25), 35 (1 ended at 30), 45 (3 at 40).
    var source = new ClosedLoopSource(2, new ThinkTime(5, false), content(), seed(1));
    List<SourceDriver.Sent> sent = SourceDriver.run(source, r -> r.index == 1 ? 30 : 10, 6);
    assertThat(sent.stream().map(SourceDriver.Sent::sent))
        .containsExactly(0L, 0L, 15L, 30L, 35L, 45L);
    assertThat(sent.stream().map(SourceDriver.Sent::index)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void nothingIsSentUntilSomethingEnds() {
    var source = new ClosedLoopSource(3, ThinkTime.NONE, content(), seed(1));
    RequestDraft draft = new RequestDraft();
    for (int i = 0; i < 3; i++) {
      assertThat(source.peekTime()).isZero();
      source.next(draft);
    }
    assertThat(source.peekTime()).isEqualTo(RequestSource.NEVER);
    source.onTimeout(1, 400);
    assertThat(source.peekTime()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void neverMoreInFlightThanClientsAndAlwaysAllOfThemWithoutThinkTime(int clients) {
    Random service = new Random(clients);
    var source = new ClosedLoopSource(clients, ThinkTime.NONE, content(), seed(2));
    TreeMap<Long, Integer> change = new TreeMap<>();
    SourceDriver.run(
        source,
        r -> {
          long nanos = 1L + service.nextInt(1_000);
          change.merge(r.sentNanos, 1, Integer::sum);
          change.merge(r.sentNanos + nanos, -1, Integer::sum);
          return nanos;
        },
        5_000);
    long lastSend = 0;
    int inFlight = 0;
    // After the last send the loop drains, so only what lies before the last 1,000 ns counts.
    long end = change.lastKey() - 2_000;
    for (var entry : change.headMap(end).entrySet()) {
      inFlight += entry.getValue();
      lastSend = entry.getKey();
      assertThat(inFlight).as("at %d", lastSend).isEqualTo(clients);
    }
    assertThat(lastSend).isPositive();
  }

  @Test
  void sendsComeInOrderUnderRandomThinkTimes() {
    var source = new ClosedLoopSource(50, new ThinkTime(1_000, true), content(), seed(3));
    Random service = new Random(5);
    var sent = SourceDriver.run(source, r -> service.nextInt(3_000), 5_000);
    assertThat(sent.stream().map(SourceDriver.Sent::sent).toList()).isSorted();
    // Little's law for the clients: 50 = rate x (mean service 1,500 + mean think 1,000), so 5,000
    // requests take about 5,000 x 2,500 / 50 = 250,000 ns.
    assertThat(sent.get(4_999).sent()).isBetween(235_000L, 265_000L);
  }

  @Test
  void atLeastOneClientIsNeeded() {
    assertThatThrownBy(() -> new ClosedLoopSource(0, ThinkTime.NONE, content(), seed(1)))
        .hasMessageContaining("concurrency must be positive");
  }
}
