package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.testkit.DrawnRuns;
import io.foretoken.sim.testkit.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds in every run of request-level batching, in place of what it does not promise. */
interface RequestBatchingLaws extends EngineLaws {
  /** Padding is computed too, so engines compute at least the prompts of those who finish. */
  @Override
  @Test
  default void promptTokensAreComputedOnceUnlessSomebodyWasPreempted() {
    boolean anyPadding = false;
    for (Ran ran : runs()) {
      long prompts = 0;
      for (var answer : ran.answers()) {
        prompts += answer.outcome() == Outcome.FINISHED ? answer.inputTokens() : 0;
        assertThat(answer.preemptions()).isZero();
      }
      long computed = 0;
      for (ReplicaMeter meter : ran.result().replicas()) {
        computed += meter.prefillSeries.total();
      }
      assertThat(computed).isGreaterThanOrEqualTo(prompts);
      anyPadding |= computed > prompts;
    }
    assertThat(anyPadding).isTrue();
  }

  /** Nobody has a first token before the last. */
  @Test
  default void everyAnswerComesInOnePiece() {
    for (Ran ran : runs()) {
      assertThat(ran.answers())
          .filteredOn(answer -> answer.outcome() == Outcome.FINISHED)
          .allMatch(answer -> answer.firstToken() == answer.finished());
      assertThat(ran.result().gaps().total()).isZero();
    }
  }

  /** Nobody is preempted; the rest is as for every engine. */
  @Override
  @Test
  default void drawnRunsExerciseEverything() {
    long refused = 0;
    long batches = 0;
    for (Ran ran : runs()) {
      refused += ran.result().counts().refused() > 0 ? 1 : 0;
      batches +=
          ran.result().replicas().stream().anyMatch(meter -> meter.running.peak() > 1) ? 1 : 0;
    }
    assertThat(refused).as("with refusals").isGreaterThan(20);
    assertThat(batches).as("with batches of several").isGreaterThan(100);
  }

  private List<Ran> runs() {
    return DrawnRuns.of(getClass(), engine(), RUNS);
  }
}
