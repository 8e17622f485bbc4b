package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Ran;
import org.junit.jupiter.api.Test;

/** Short of KV blocks. Blocks of 4 tokens; a step takes 1000 ns + 1 ns per token. */
public interface KvCases extends EngineUnderTest {

  // 4 blocks; A (8 in, 3 out) and B (7 in, 3 out) at 0. "have" = tokens stored after the step:
  //   step 1  [   0, 1015)  A 8 (2 blocks), B 7 (2 blocks): all taken
  //   step 2  [1015, 2016)  A needs a third block: B, the tail, loses its two. A alone
  //   step 3  [2016, 3017)  A 10 (3 blocks). B has 7 + 1 tokens = 2 blocks: does not fit in 1
  //   step 4  [3017, 4025)  A is done. B computes its prompt and its first token again: 8 tokens
  //   step 5  [4025, 5026)  B's third token
  // B keeps its first token of 1015; the second comes at 4025.
  @Test
  default void withoutBlocksTheTailOfTheRunningListIsPreemptedAndRecomputed() {
    Ran ran = bench().usableBlocks(4, 4).send(0, 8, 3).send(0, 7, 3).run();

    assertThat(ran.steps())
        .containsExactly("8p@0 + 7p@0 -> 2", "1d/8 -> 1", "1d/9 -> 1", "8p@0 -> 1", "1d/8 -> 1");
    assertThat(ran.answer(0).e2e()).isEqualTo(3017);
    assertThat(ran.answer(0).preemptions()).isZero();
    assertThat(ran.answer(1).preemptions()).isEqualTo(1);
    assertThat(ran.answer(1).ttft()).isEqualTo(1015);
    assertThat(ran.answer(1).e2e()).isEqualTo(5026);
    assertThat(ran.answer(1).outputTokens()).isEqualTo(3);
    assertThat(ran.result().replicas().get(0).preemptions()).isEqualTo(1);
    assertThat(ran.result().gaps().percentile(100)).isBetween(3010.0 - 3, 3010.0 + 3); // 3 digits
  }

  // 5 blocks; A (7 in, 3 out) and B (7 in, 5 out) at 0, 2 blocks each:
  //   step 1  A 7, B 7           step 2  A 8, B 8, still 2 blocks each
  //   step 3  A 9 takes the fifth block; B needs one too and is itself the tail: A alone
  //   step 4  A is done. B has 7 + 2 tokens to compute: 3 blocks
  //   steps 5, 6  B's tokens 4 and 5
  @Test
  default void tailThatFindsNoBlockPreemptsItself() {
    Ran ran = bench().usableBlocks(4, 5).send(0, 7, 3).send(0, 7, 5).run();

    assertThat(ran.steps())
        .containsExactly(
            "7p@0 + 7p@0 -> 2", "2d/14 -> 2", "1d/8 -> 1", "9p@0 -> 1", "1d/9 -> 1", "1d/10 -> 1");
    assertThat(ran.answer(1).preemptions()).isEqualTo(1);
  }

  // 4 blocks, chunks of at most 4 tokens; A (7 in, 4 out), B (6 in, 4 out) at 0:
  //   step 1  A 4@0, B 4@0        1 + 1 blocks
  //   step 2  A 3@4, B 2@4        2 + 2 blocks; both have a token
  //   step 3  A 8, B 7            still 2 + 2
  //   step 4  A 9 needs a third: B is preempted, 1 block is left. B's next chunk (4 tokens, 1
  //           block) would fit, but a step that preempted admits nobody
  //   step 5  A 10; B is admitted with its first chunk, 4@0: no block is left
  //   step 6  A is done; B 4@4 ends its 6 + 2 tokens: third token
  //   step 7  B's fourth
  @Test
  default void stepThatPreemptedAdmitsNobody() {
    Ran ran = tightForTwo().wholeSequenceAdmission(false).run();

    assertThat(ran.steps())
        .containsExactly(
            "4p@0 + 4p@0 -> 0",
            "3p@4 + 2p@4 -> 2",
            "2d/13 -> 2",
            "1d/8 -> 1",
            "1d/9 + 4p@0 -> 1",
            "4p@4 -> 1",
            "1d/8 -> 1");
  }

  // The same; B's 8 tokens need 2 blocks, and 1 is free in step 5: it waits until A is done.
  @Test
  default void wholeSequenceAdmissionWaitsForRoomForAllTokensKnown() {
    Ran ran = tightForTwo().wholeSequenceAdmission(true).run();

    assertThat(ran.steps())
        .containsExactly(
            "4p@0 + 4p@0 -> 0",
            "3p@4 + 2p@4 -> 2",
            "2d/13 -> 2",
            "1d/8 -> 1",
            "1d/9 -> 1",
            "4p@0 -> 0",
            "4p@4 -> 1",
            "1d/8 -> 1");
  }

  private Bench tightForTwo() {
    return bench().usableBlocks(4, 4).longPrefillTokenThreshold(4).send(0, 7, 4).send(0, 6, 4);
  }

  // 4 blocks; A (8 in, 2 out) holds 2, then 3; B (12 in, 1 out) needs 3 and waits for blocks from
  // 0 until A is done after steps [0, 1008) and [1008, 2009).
  @Test
  default void requestWithoutBlocksWaitsForKv() {
    Ran ran =
        bench().wholeSequenceAdmission(true).usableBlocks(4, 4).send(0, 8, 2).send(0, 12, 1).run();

    assertThat(ran.answer(1).waitFor(WaitCause.KV)).isEqualTo(2009);
    assertThat(ran.answer(1).waiting()).isEqualTo(2009);
    assertThat(ran.answer(1).ttft()).isEqualTo(2009 + 1012);
  }

  // 3 + 1 blocks held are 4; A (8 in, 2 out) with two steps in flight: its third block for the
  // second token is taken at 0, when step 2 is decided.
  //   step 1  [   0, 1008)   step 2  [1008, 2009)   released at 2009
  // area of held blocks: 3 x 2009 = 6027
  @Test
  default void blocksAreHeldFromTheDecisionToTheEndOfTheLastStep() {
    Ran ran = bench().async(true).usableBlocks(4, 4).send(0, 8, 2).run();

    assertThat(ran.result().replicas().get(0).kvBlocks.windowArea()).isEqualTo(3 * 2009);
    assertThat(ran.result().replicas().get(0).kvBlocks.peak()).isEqualTo(3);
    assertThat(ran.result().replicas().get(0).kvBlocks.value()).isZero();
  }

  // Groups of 10 and of 4 blocks: every sequence takes its blocks in each, so the smaller one
  // decides as in the case with 4 blocks, and both count as held: 2 x (2 + 2) in step 1.
  @Test
  default void smallestKvGroupDecides() {
    Ran ran = bench().usableBlocks(4, 10, 4).send(0, 8, 3).send(0, 7, 3).run();

    assertThat(ran.answer(1).preemptions()).isEqualTo(1);
    assertThat(ran.answer(1).e2e()).isEqualTo(5026);
    assertThat(ran.result().replicas().get(0).kvBlocks.peak()).isEqualTo(8);
  }

  // Two in flight. 4 blocks; A (8 in, 4 out), B (7 in, 2 out) at 0:
  //   step 1 decided at 0: A 8, B 7, 2 + 2 blocks          [   0, 1015)
  //   step 2 decided at 0: A needs a third block, B is preempted while its step 1 runs
  //                                                        [1015, 2016)
  //   at 1015 B's first token comes out of step 1 although it has no blocks; step 3 decided: A 10
  //                                                        [2016, 3017)
  //   at 2016 step 4 decided: A 11                         [3017, 4018)
  //   at 3017 nothing: A's end is foreseen, B's 8 tokens do not fit until A is gone
  //   at 4018 step 5: B's 7 + 1 tokens                     [4018, 5026)
  @Test
  default void preemptedSequenceStillGetsTheTokenOfItsStepInFlight() {
    Ran ran = bench().async(true).usableBlocks(4, 4).send(0, 8, 4).send(0, 7, 2).run();

    assertThat(ran.steps())
        .containsExactly("8p@0 + 7p@0 -> 2", "1d/8 -> 1", "1d/9 -> 1", "1d/10 -> 1", "8p@0 -> 1");
    assertThat(ran.answer(0).e2e()).isEqualTo(4018);
    assertThat(ran.answer(1).ttft()).isEqualTo(1015);
    assertThat(ran.answer(1).e2e()).isEqualTo(5026);
  }

  // As above, but B's token of step 1 is its last (natural stop, 5 declared): it leaves from the
  // waiting queue at 1015 and is never recomputed.
  @Test
  default void preemptedSequenceWhoseLastTokenWasInFlightLeavesFromTheQueue() {
    Ran ran = bench().async(true).usableBlocks(4, 4).send(0, 8, 4).send(0, 7, 1, 5).run();

    assertThat(ran.steps())
        .containsExactly("8p@0 + 7p@0 -> 2", "1d/8 -> 1", "1d/9 -> 1", "1d/10 -> 1");
    assertThat(ran.answer(1).outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(ran.answer(1).e2e()).isEqualTo(1015);
    assertThat(ran.answer(1).preemptions()).isEqualTo(1);
  }
}
