package io.foretoken.workload.client;

import static io.foretoken.workload.client.SourceFixtures.SECOND;
import static io.foretoken.workload.client.SourceFixtures.at;
import static io.foretoken.workload.client.SourceFixtures.content;
import static io.foretoken.workload.client.SourceFixtures.poisson;
import static io.foretoken.workload.client.SourceFixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.workload.arrival.ThinkTime;
import org.junit.jupiter.api.Test;

class StoppedSourceTest {
  @Test
  void durationEndsArrivalsBeforeIt() {
    var sent =
        SourceDriver.run(
            new StoppedSource(at(0, 5, 9, 10, 11), StopRule.afterNanos(10)), r -> 1, 9);
    assertThat(sent.stream().map(SourceDriver.Sent::intended)).containsExactly(0L, 5L, 9L);
  }

  @Test
  void requestsEndAfterThatMany() {
    assertThat(
            SourceDriver.run(
                new StoppedSource(poisson(10, 1), StopRule.afterRequests(7)), r -> 1, 99))
        .hasSize(7);
    assertThat(
            SourceDriver.run(
                new StoppedSource(poisson(10, 1), StopRule.afterRequests(0)), r -> 1, 99))
        .isEmpty();
  }

  @Test
  void whatComesBeforeTheCutDoesNotDependOnIt() {
    var all = SourceDriver.run(poisson(10, 1), r -> 1, 1_000);
    var minute =
        SourceDriver.run(
            new StoppedSource(poisson(10, 1), StopRule.afterNanos(60 * SECOND)), r -> 1, 1_000);
    assertThat(minute).isEqualTo(all.subList(0, minute.size()));
    assertThat(minute.size()).isBetween(500, 700);
    var hundred =
        SourceDriver.run(
            new StoppedSource(poisson(10, 1), StopRule.afterRequests(100)), r -> 1, 1_000);
    assertThat(hundred).isEqualTo(all.subList(0, 100));
  }

  @Test
  void aRequestWaitingInTheClientAtTheEndIsStillSent() {
    // Cap 1, each takes 100, arrivals end at 50: the three that arrived before are sent at 0, 100,
    // 200.
    var source = new CappedSource(new StoppedSource(at(0, 10, 20, 60), StopRule.afterNanos(50)), 1);
    assertThat(SourceDriver.run(source, r -> 100, 9).stream().map(SourceDriver.Sent::sent))
        .containsExactly(0L, 100L, 200L);
  }

  @Test
  void aClosedLoopSendsNothingFromTheEndOn() {
    var loop = new ClosedLoopSource(2, ThinkTime.NONE, content(), seed(1));
    var sent = SourceDriver.run(new StoppedSource(loop, StopRule.afterNanos(100)), r -> 30, 99);
    // 0, 30, 60, 90, each twice; 120 is beyond.
    assertThat(sent).hasSize(8);
  }

  @Test
  void negativeLimitsAreRefused() {
    assertThatThrownBy(() -> StopRule.afterRequests(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(StopRule.NONE.isNone()).isTrue();
  }
}
