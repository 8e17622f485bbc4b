package io.foretoken.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WaitingQueuesTest {
  @Test
  void ordersByName() {
    assertThat(WaitingQueues.names())
        .containsExactly(
            "earliest-deadline",
            "fair",
            "fcfs",
            "longest-prefix-match",
            "priority",
            "shortest-prompt-first");
    assertThat(WaitingQueues.create("fcfs", null)).isInstanceOf(FcfsQueue.class);
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> WaitingQueues.create("random", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'random'")
        .hasMessageContaining("shortest-prompt-first");
  }
}
