package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CancellationTest {
  private final Cancellation cancellation = new Cancellation();
  private final List<String> done = new ArrayList<>();

  @Test
  void cleanUpRunsInReverseOrderAndOnlyOnce() {
    cancellation.onCancel(() -> done.add("first"));
    cancellation.onCancel(() -> done.add("second"));

    assertThat(cancellation.cancel()).isTrue();
    cancellation.cancel();

    assertThat(cancellation.isCancelled()).isTrue();
    assertThat(done).containsExactly("second", "first");
  }

  @Test
  void cleanUpThatFailsDoesNotKeepTheOthersFromRunning() {
    cancellation.onCancel(() -> done.add("first"));
    cancellation.onCancel(
        () -> {
          throw new IllegalStateException("second");
        });

    cancellation.cancel();

    assertThat(done).containsExactly("first");
  }

  @Test
  void cleanUpRegisteredTooLateRunsAtOnce() {
    cancellation.cancel();

    cancellation.onCancel(() -> done.add("late"));

    assertThat(done).containsExactly("late");
  }

  @Test
  void aCommandThatAsksGetsToStopBeforeItsCleanUpRuns() throws InterruptedException {
    Thread command =
        new Thread(
            () -> {
              while (!cancellation.getAsBoolean()) {
                Thread.onSpinWait();
              }
              done.add("stopped");
              cancellation.commandEnded();
            });
    cancellation.onCancel(() -> done.add("cleaned up"));
    command.start();

    cancellation.cancel();

    command.join();
    assertThat(done).containsExactly("stopped", "cleaned up");
  }

  @Test
  void nothingIsCancelledOnceTheCommandHasEnded() {
    cancellation.onCancel(() -> done.add("cleaned up"));
    cancellation.commandEnded();

    assertThat(cancellation.cancel()).isFalse();

    assertThat(done).isEmpty();
    assertThat(cancellation.isCancelled()).isFalse();
  }

  /** Grace and clean-up are 300 ms each; the rest of the second is for a machine that is busy. */
  @Test
  void aCommandThatNeverAsksAndCleanUpThatHangsTakeLessThanASecond() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean begun = new AtomicBoolean();
    cancellation.onCancel(
        () -> {
          begun.set(true);
          while (never.getCount() > 0) {
            LockSupport.park();
          }
        });

    long start = System.nanoTime();
    cancellation.cancel();

    assertThat(begun).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(580), Duration.ofSeconds(1));
  }
}
