package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.metrics.GapHistogram;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Call;
import io.foretoken.sim.testkit.CallSource;
import io.foretoken.sim.testkit.FixedStepTime;
import io.foretoken.sim.testkit.Ran;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** When tokens come out. A step takes 1000 ns + 1 ns per token unless a case says otherwise. */
public interface LatencyCases extends EngineUnderTest {

  // prompt of 100, 3 tokens, sent at 50:
  //   step 1  [  50, 1150)  100 prompt tokens: 1000 + 100   first token at 1150
  //   step 2  [1150, 2151)  1 decode row with 100 stored    second
  //   step 3  [2151, 3152)  1 decode row with 101 stored    third and last
  // TTFT 1100, E2E 3102, TPOT (3102 - 1100) / 2 = 1001
  @Test
  default void oneRequestAloneTakesItsPrefillAndOneStepPerFurtherToken() {
    Ran ran = bench().send(50, 100, 3).run();

    Answer answer = ran.only();
    assertThat(answer.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(answer.ttft()).isEqualTo(1100);
    assertThat(answer.e2e()).isEqualTo(3102);
    assertThat(answer.tpot()).isEqualTo(1001);
    assertThat(answer.outputTokens()).isEqualTo(3);
    assertThat(answer.waiting()).isZero();
    assertThat(answer.prefill()).isEqualTo(1100);
    assertThat(ran.steps()).containsExactly("100p@0 -> 1", "1d/100 -> 1", "1d/101 -> 1");
  }

  // As above: step 2 is scheduled at 50 while step 1 runs, step 3 at 1150; the end at max_tokens is
  // foreseen, so there is no fourth step, and nothing comes later than without.
  @Test
  default void asynchronousSchedulingCostsNoExtraStepOnAnIdleEngine() {
    Ran ran = bench().async(true).send(50, 100, 3).run();

    assertThat(ran.only().ttft()).isEqualTo(1100);
    assertThat(ran.only().e2e()).isEqualTo(3102);
    assertThat(ran.steps()).containsExactly("100p@0 -> 1", "1d/100 -> 1", "1d/101 -> 1");
  }

  // A (100 in, 10 out) from 0; B (50 in, 1 out) sent at 1500, in step 2:
  //   step 1  [   0, 1100)  A prefill
  //   step 2  [1100, 2101)  A
  //   step 3  [2101, 3152)  A + prompt of B: 1 + 50
  // B: wait 2101 - 1500 = 601 for the step, prefill 1051, TTFT 1652
  @Test
  default void synchronousEngineRunsAnArrivalInTheStepAfterTheRunningOne() {
    Ran ran = bench().send(0, 100, 10).send(1500, 50, 1).run();

    Answer late = ran.answer(1);
    assertThat(late.waitFor(WaitCause.STEP)).isEqualTo(601);
    assertThat(late.prefill()).isEqualTo(1051);
    assertThat(late.ttft()).isEqualTo(1652);
    assertThat(ran.steps()).startsWith("100p@0 -> 1", "1d/100 -> 1", "1d/101 + 50p@0 -> 2");
  }

  // The same, two steps in flight. At 1100 (end of step 1) step 3 is decided; B comes at 1500 in
  // step 2, is looked at when that ends, and runs after step 3:
  //   step 1  [   0, 1100)  A prefill
  //   step 2  [1100, 2101)  A            B arrives at 1500
  //   step 3  [2101, 3102)  A            decided at 1100; B scheduled at 2101
  //   step 4  [3102, 4153)  A + prompt of B
  // B: wait 601, then 1001 of step 3 and 1051 of its own: TTFT 2653
  @Test
  default void asynchronousEngineRunsAnArrivalAfterTheStepAlreadyDecided() {
    Ran ran = bench().async(true).send(0, 100, 10).send(1500, 50, 1).run();

    Answer late = ran.answer(1);
    assertThat(late.waitFor(WaitCause.STEP)).isEqualTo(601);
    assertThat(late.prefill()).isEqualTo(1001 + 1051);
    assertThat(late.ttft()).isEqualTo(2653);
    assertThat(ran.steps())
        .startsWith("100p@0 -> 1", "1d/100 -> 1", "1d/101 -> 1", "1d/102 + 50p@0 -> 2");
  }

  // Steps of 1000 ns flat; arrivals at 5050, 5150 ... 5950, one at a time, meet a busy engine at
  // every phase of step 6. Rest of that step 950, 850 ... 50: mean 500, and two more steps: 2500.
  // Without asynchronous scheduling one more: 1500.
  @Test
  default void arrivalAtRandomPhaseWaitsTwoAndAHalfStepsAsynchronouslyAndOneAndAHalfWithout() {
    assertThat(meanTtftOverPhases(true)).isEqualTo(2500);
    assertThat(meanTtftOverPhases(false)).isEqualTo(1500);
  }

  private long meanTtftOverPhases(boolean async) {
    long sum = 0;
    for (int phase = 50; phase < 1000; phase += 100) {
      Bench bench = bench().stepTime(FixedStepTime.of(1000, 0)).async(async);
      sum += bench.send(0, 1, 20).send(5000 + phase, 1, 1).run().answer(1).ttft();
    }
    return sum / 10;
  }

  // A request that arrives exactly when a step ends is seen by the decision taken then:
  // A from 0, step 1 [0, 1100), step 2 [1100, 2101); B sent at 1100 runs in step 2.
  @Test
  default void arrivalAtTheEndOfAStepIsInTheNextDecision() {
    Ran ran = bench().send(0, 100, 3).send(1100, 50, 1).run();

    assertThat(ran.answer(1).waiting()).isZero();
    assertThat(ran.answer(1).ttft()).isEqualTo(1051);
  }

  // A finishes at 1100; nothing runs until B comes at 5000.
  @Test
  default void idleEngineStartsAtOnceAgain() {
    for (boolean async : new boolean[] {false, true}) {
      Ran ran = bench().async(async).send(0, 100, 1).send(5000, 200, 1).run();

      assertThat(ran.answer(0).ttft()).isEqualTo(1100);
      assertThat(ran.answer(1).ttft()).isEqualTo(1200);
      assertThat(ran.answer(1).waiting()).isZero();
    }
  }

  // two replicas in turn: requests 0 and 2 meet in the first, 1 is alone in the second
  //   first:  [0, 1020)  both prompts of 10    second: [0, 1010)
  @Test
  default void replicasRunIndependently() {
    Ran ran = bench().replicas(2, "round-robin").send(0, 10, 1).send(0, 10, 1).send(0, 10, 1).run();

    assertThat(ran.answer(0).ttft()).isEqualTo(1020);
    assertThat(ran.answer(1).ttft()).isEqualTo(1010);
    assertThat(ran.answer(2).ttft()).isEqualTo(1020);
    assertThat(ran.answers()).extracting(Answer::replica).containsExactly(1, 0, 0);
  }

  // A of tenant and class 0 (100 in, 4 out), B of 1 (10 in, 3 out), C of 2 (10 in, 1 out), at 0:
  //   step 1  [   0, 1120)  three prompts  first tokens; C is done
  //   step 2  [1120, 2122)  A, B
  //   step 3  [2122, 3124)  A, B           B is done
  //   step 4  [3124, 4125)  A
  // A has gaps of 1002, 1002 and 1001 ns, B of 1002 and 1002, C none
  @Test
  default void gapsOfAClassAndATenantAreThoseOfItsRequests() {
    Ran ran =
        bench()
            .source(
                new CallSource(
                    List.of(
                        Call.of(0, 100, 4),
                        Call.of(0, 10, 3).tenant(1),
                        Call.of(0, 10, 1).tenant(2))))
            .run();

    for (List<RunResult.Group> groups : List.of(ran.result().classes(), ran.result().tenants())) {
      assertThat(groups).hasSize(3);
      Histogram first = GapHistogram.of(groups.get(0).gaps());
      assertThat(first.getTotalCount()).isEqualTo(3);
      assertThat(first.getCountAtValue(1001)).isEqualTo(1);
      assertThat(first.getCountAtValue(1002)).isEqualTo(2);
      Histogram second = GapHistogram.of(groups.get(1).gaps());
      assertThat(second.getTotalCount()).isEqualTo(2);
      assertThat(second.getCountAtValue(1002)).isEqualTo(2);
      assertThat(groups.get(2).gaps().total()).isZero();
    }
    assertThat(ran.result().total().gaps().total()).isEqualTo(5);
  }

  // gaps: A (100 in, 3 out) has two of 1001 ns
  @Test
  default void gapsBetweenTokensAreCountedOncePerTokenAfterTheFirst() {
    Ran ran = bench().send(0, 100, 3).run();

    assertThat(ran.result().gaps().total()).isEqualTo(2);
    assertThat(ran.result().gaps().mean()).isEqualTo(1001);
    assertThat(ran.result().gaps().percentile(100)).isEqualTo(1001);
  }
}
