package io.foretoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;

/** When a cluster that loses executors is given up. */
class ExecutorsTest {
  private final Executors executors = new Executors();

  private void come(int count) {
    for (int i = 0; i < count; i++) {
      executors.onExecutorAdded(new SparkListenerExecutorAdded(0, "1", null));
    }
  }

  private void go(int count) {
    for (int i = 0; i < count; i++) {
      executors.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "1", "exit " + i));
    }
  }

  /** Two at a time: 8 + 2 x 2 = 12 may be lost in a row, the thirteenth is one too many. */
  @Test
  void executorsThatOnlyEndAreGivenUp() {
    for (int i = 0; i < 6; i++) {
      come(2);
      go(2);
    }
    assertThat(executors.areOnlyLost()).isFalse();

    come(1);
    go(1);

    assertThat(executors.areOnlyLost()).isTrue();
    assertThat(executors.lost()).isEqualTo(13);
    assertThat(executors.lastReason()).isEqualTo("exit 0");
  }

  /** A result says that executors work, so counting starts again. */
  @Test
  void aResultForgivesWhatWasLost() {
    come(2);
    go(2);
    come(12);
    go(12);
    executors.answered();
    come(12);
    go(12);
    assertThat(executors.areOnlyLost()).isFalse();
  }

  /** A thousand taken away at once, as on machines that may be claimed back, come again. */
  @Test
  void aClusterThatIsClaimedBackIsNotGivenUp() {
    come(1000);
    go(1000);
    assertThat(executors.areOnlyLost()).isFalse();
  }
}
