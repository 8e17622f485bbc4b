package io.foretoken.sim.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  // 1 s, 2 s, 4 s before attempts two, three and four
  @Test
  void waitsGrowFromAttemptToAttempt() {
    RetryPolicy policy = new RetryPolicy(4, 1_000_000_000, 2);

    assertThat(policy.backoffAfter(1)).isEqualTo(1_000_000_000L);
    assertThat(policy.backoffAfter(2)).isEqualTo(2_000_000_000L);
    assertThat(policy.backoffAfter(3)).isEqualTo(4_000_000_000L);
    assertThat(policy.triesAgainAfter(3)).isTrue();
    assertThat(policy.triesAgainAfter(4)).isFalse();
  }

  // 100^99 overflows everything; a year is long enough
  @Test
  void noWaitIsLongerThanAYear() {
    assertThat(new RetryPolicy(100, 1_000_000_000, 100).backoffAfter(99))
        .isEqualTo(365L * 24 * 3600 * 1_000_000_000L);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new RetryPolicy(0, 1, 1)).hasMessageContaining("0 attempts");
    assertThatThrownBy(() -> new RetryPolicy(1, 1, 0.5)).hasMessageContaining("times 0.5");
    assertThatThrownBy(() -> new RetryPolicy(1, -1, 1)).hasMessageContaining("-1 ns");
  }
}
