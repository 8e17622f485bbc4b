package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Ran;
import org.junit.jupiter.api.Test;

/** Token budget, chunks, slots. A step takes 1000 ns + 1 ns per token. */
public interface BatchingCases extends EngineUnderTest {

  // budget 100, prompt 250:
  //   step 1  [   0, 1100)  tokens   0-99
  //   step 2  [1100, 2200)  tokens 100-199
  //   step 3  [2200, 3250)  tokens 200-249, samples the first token
  //   step 4  [3250, 4251)  decode with 250 stored
  @Test
  default void promptLongerThanTheBudgetIsPrefilledInChunks() {
    for (boolean async : new boolean[] {false, true}) {
      Ran ran = bench().async(async).budget(100).send(0, 250, 2).run();

      assertThat(ran.only().ttft()).isEqualTo(3250);
      assertThat(ran.only().e2e()).isEqualTo(4251);
      assertThat(ran.steps())
          .containsExactly("100p@0 -> 0", "100p@100 -> 0", "50p@200 -> 1", "1d/250 -> 1");
    }
  }

  // budget 100; A (10 in, 4 out), B (250 in, 1 out), both at 0. Decode rows take their token first:
  //   step 1  [   0, 1100)  A 10, B  90
  //   step 2  [1100, 2200)  A 1,  B  99   189 done
  //   step 3  [2200, 3262)  A 1,  B  61   250 done, B has its token
  //   step 4  [3262, 4263)  A 1
  @Test
  default void runningSequencesTakeTheirTokensFromTheBudgetBeforeNewPrompts() {
    Ran ran = bench().budget(100).send(0, 10, 4).send(0, 250, 1).run();

    assertThat(ran.steps())
        .containsExactly(
            "10p@0 + 90p@0 -> 1", "1d/10 + 99p@90 -> 1", "1d/11 + 61p@189 -> 2", "1d/12 -> 1");
    assertThat(ran.answer(1).ttft()).isEqualTo(3262);
    assertThat(ran.answer(0).e2e()).isEqualTo(4263);
  }

  // budget 100; A and B of 100 tokens at 0. A takes the whole first step; B waits for budget until
  // the second, [1100, 2200), in which the decode row of A leaves it 99, and ends in the third.
  @Test
  default void requestWithoutBudgetWaitsForBudget() {
    Ran ran = bench().budget(100).send(0, 100, 3).send(0, 100, 1).run();

    assertThat(ran.steps())
        .containsExactly("100p@0 -> 1", "1d/100 + 99p@0 -> 1", "1d/101 + 1p@99 -> 2");
    assertThat(ran.answer(1).waitFor(WaitCause.BUDGET)).isEqualTo(1100);
    assertThat(ran.answer(1).waiting()).isEqualTo(1100);
  }

  // threshold 40 and budget 100: A and B of 100 get 40 each, C the 20 that are left:
  //   step 1  A 40@0, B 40@0, C 20@0
  //   step 2  A 40@40, B 40@40, C 20@20
  //   step 3  A 20@80, B 20@80, C 40@40 (its own threshold, not the 60 that are left)
  //   step 4  C 20@80
  @Test
  default void longPrefillThresholdLimitsEveryChunk() {
    Ran ran =
        bench()
            .budget(100)
            .longPrefillTokenThreshold(40)
            .send(0, 100, 1)
            .send(0, 100, 1)
            .send(0, 100, 1)
            .run();

    assertThat(ran.steps())
        .containsExactly(
            "40p@0 + 40p@0 + 20p@0 -> 0",
            "40p@40 + 40p@40 + 20p@20 -> 0",
            "20p@80 + 20p@80 + 40p@40 -> 2",
            "20p@80 -> 1");
  }

  // max_num_seqs 2; A (10 in, 3 out), B (10 in, 2 out), C (10 in, 1 out) at 0:
  //   step 1  [   0, 1020)  A, B
  //   step 2  [1020, 2022)  A, B; B done
  //   step 3  [2022, 3033)  A, C: 1 + 10
  // C waits 2022 for a slot.
  @Test
  default void requestBeyondMaxNumSeqsWaitsForASlot() {
    Ran ran = bench().maxNumSeqs(2).send(0, 10, 3).send(0, 10, 2).send(0, 10, 1).run();

    Answer third = ran.answer(2);
    assertThat(third.waitFor(WaitCause.SLOTS)).isEqualTo(2022);
    assertThat(third.waiting()).isEqualTo(2022);
    assertThat(third.ttft()).isEqualTo(3033);
    assertThat(ran.steps())
        .containsExactly("10p@0 + 10p@0 -> 2", "2d/20 -> 2", "1d/11 + 10p@0 -> 2");
  }

  // The same with two steps in flight: at 1020 B's last token is foreseen, but B holds its slot
  // until step 2 ends; step 3 is decided at 1020 without C, step 4 at 2022 with it:
  //   step 1  [   0, 1020)  A, B
  //   step 2  [1020, 2022)  A, B         decided at 0
  //   step 3  [2022, 3023)  A            decided at 1020
  //   step 4  [3023, 4033)  C            decided at 2022; A has had its 3 tokens
  @Test
  default void slotIsFreeForADecisionOnlyOnceTheLastStepHasEnded() {
    Ran ran = bench().async(true).maxNumSeqs(2).send(0, 10, 3).send(0, 10, 2).send(0, 10, 1).run();

    assertThat(ran.steps())
        .containsExactly("10p@0 + 10p@0 -> 2", "2d/20 -> 2", "1d/11 -> 1", "10p@0 -> 1");
    assertThat(ran.answer(2).waitFor(WaitCause.SLOTS)).isEqualTo(2022);
    assertThat(ran.answer(2).ttft()).isEqualTo(4033);
  }

  // chunked prefill off, budget 100; A and B of 60 at 0. B does not fit into the 40 left of step 1
  // and C (10), which would, stays behind it:
  //   step 1  [   0, 1060)  A 60
  //   step 2  [1060, 2131)  A 1, B 60, C 10
  @Test
  default void promptIsNeverSplitWithChunkedPrefillOff() {
    Ran ran =
        bench()
            .budget(100)
            .chunkedPrefill(false)
            .send(0, 60, 2)
            .send(0, 60, 1)
            .send(0, 10, 1)
            .run();

    assertThat(ran.steps()).containsExactly("60p@0 -> 1", "1d/60 + 60p@0 + 10p@0 -> 3");
    assertThat(ran.answer(1).waitFor(WaitCause.BUDGET)).isEqualTo(1060);
    assertThat(ran.answer(2).waitFor(WaitCause.BUDGET)).isEqualTo(1060);
    assertThat(ran.answer(1).ttft()).isEqualTo(2131);
  }

  // first come, first served: with one slot the requests run one after the other, 1010 each
  @Test
  default void requestsAreServedInTheOrderInWhichTheyCame() {
    Bench bench = bench().maxNumSeqs(1);
    for (int request = 0; request < 5; request++) {
      bench.send(request, 10, 1);
    }
    Ran ran = bench.run();

    for (int request = 0; request < 5; request++) {
      assertThat(ran.answer(request).finished()).isEqualTo(1010L * (request + 1));
    }
  }

  // A request waits for the step until the engine looks, then for a slot: A (10 in, 3 out) has
  // steps [0, 1010) [1010, 2011) [2011, 3012); B comes at 300 and is looked at at 1010.
  @Test
  default void waitIsSplitByCauseInTheOrderInWhichTheCausesHeldTheQueue() {
    Ran ran = bench().maxNumSeqs(1).send(0, 10, 3).send(300, 10, 1).run();

    Answer second = ran.answer(1);
    assertThat(second.waitFor(WaitCause.STEP)).isEqualTo(1010 - 300);
    assertThat(second.waitFor(WaitCause.SLOTS)).isEqualTo(3012 - 1010);
    assertThat(second.waiting()).isEqualTo(3012 - 300);
  }
}
