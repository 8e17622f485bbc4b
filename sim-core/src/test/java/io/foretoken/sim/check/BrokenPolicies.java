package io.foretoken.sim.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Bench;
import org.junit.jupiter.api.Test;

/** Batch policies that break an invariant, each caught by its number, on every engine. */
public interface BrokenPolicies {
  /** Engines that run a policy of the test's, one event at a time. */
  EngineFactory running(BatchPolicy policy);

  @Test
  default void soundPolicyIsNotBlamed() {
    assertThatCode(() -> bench(new VllmV1Policy()).run()).doesNotThrowAnyException();
  }

  // A waiting sequence gets blocks without being admitted: nobody who runs holds them.
  @Test
  default void i3PolicyThatSchedulesWhoItHasNotAdmitted() {
    assertBlamed(
        "I3",
        new Broken() {
          @Override
          public WaitCause plan(RankView rank, EngineConfig config) {
            rank.schedule(rank.peekWaiting(), 5);
            return WaitCause.STEP;
          }
        });
  }

  @Test
  default void i4PolicyThatAdmitsBeyondMaxNumSeqs() {
    assertBlamed(
        "I4",
        new Broken() {
          @Override
          public WaitCause plan(RankView rank, EngineConfig config) {
            while (rank.peekWaiting() >= 0) {
              rank.admit(rank.peekWaiting(), 0, 1, false);
            }
            return WaitCause.STEP;
          }
        });
  }

  @Test
  default void i7PolicyThatSpendsMoreThanTheBudget() {
    assertBlamed(
        "I7",
        new Broken() {
          @Override
          public WaitCause plan(RankView rank, EngineConfig config) {
            rank.admit(rank.peekWaiting(), 0, config.maxNumBatchedTokens() + 1, false);
            return WaitCause.STEP;
          }
        });
  }

  @Test
  default void i7PolicyThatSchedulesASequenceTwiceInAStep() {
    assertBlamed(
        "I7",
        new Broken() {
          @Override
          public WaitCause plan(RankView rank, EngineConfig config) {
            int sequence = rank.peekWaiting();
            rank.admit(sequence, 0, 2, false);
            rank.schedule(sequence, 2);
            rank.schedule(sequence, 2);
            return WaitCause.SLOTS;
          }
        });
  }

  @Test
  default void i7PolicyThatAdmitsForNoTokens() {
    assertBlamed(
        "I7",
        new Broken() {
          @Override
          public WaitCause plan(RankView rank, EngineConfig config) {
            rank.admit(rank.peekWaiting(), 0, 0, false);
            return WaitCause.STEP;
          }
        });
  }

  @Test
  default void i15PolicyThatLetsEverybodyWaitBesideAnIdleEngine() {
    assertBlamed(
        "I15",
        new Broken() {
          @Override
          public WaitCause plan(RankView rank, EngineConfig config) {
            return WaitCause.SLOTS;
          }
        });
  }

  // two slots, 8 tokens a step; three requests of 20 tokens at once
  private Bench bench(BatchPolicy policy) {
    return Bench.of(running(policy))
        .maxNumSeqs(2)
        .budget(8)
        .send(0, 20, 3)
        .send(0, 20, 3)
        .send(0, 20, 3);
  }

  private void assertBlamed(String number, BatchPolicy policy) {
    assertThatThrownBy(() -> bench(policy).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(number + ": ");
  }

  /** Refuses nothing. */
  abstract class Broken implements BatchPolicy {
    @Override
    public String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config) {
      return "";
    }
  }
}
