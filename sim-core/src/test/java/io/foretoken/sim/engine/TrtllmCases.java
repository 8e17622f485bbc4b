package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.AttentionDpOptions;
import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.TrtllmOptions;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Ran;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TensorRT-LLM's two policies. A step takes 1000 ns + 1 ns per token. */
public interface TrtllmCases extends EngineUnderTest {
  private Bench noEvict() {
    return bench().policy(TrtllmGuaranteedNoEvictPolicy.NAME).chunkedPrefill(false);
  }

  private Bench maxUtilization() {
    return bench().policy(TrtllmMaxUtilizationPolicy.NAME).chunkedPrefill(false);
  }

  // budget 100; A (10 in, 3 out) at 0, B and C (60 in, 1 out) at 500: a token for A, then whole
  // prompts: B's 60, but not C's
  //   step 1  [   0, 1010)  A
  //   step 2  [1010, 2071)  A 1, B 60
  //   step 3  [2071, 3132)  A 1, C 60
  @Test
  default void trtllmMixesGenerationWithWholePrompts() {
    for (Bench bench : new Bench[] {noEvict(), maxUtilization()}) {
      Ran ran = bench.budget(100).send(0, 10, 3).send(500, 60, 1).send(500, 60, 1).run();

      assertThat(ran.steps())
          .containsExactly("10p@0 -> 1", "1d/10 + 60p@0 -> 2", "1d/11 + 60p@0 -> 2");
      assertThat(ran.answer(2).waitFor(WaitCause.BUDGET)).isEqualTo(2071 - 1010);
    }
  }

  // 40 blocks of one token. A (10 in, declares 20) may come to hold 29, B (10 in, declares 10) 19:
  // 48 are not there, although 20 would do for now. A stops after 3 tokens: [0, 1010) [1010, 2011)
  // [2011, 3012); then B starts.
  @Test
  default void noEvictStartsARequestOnlyWithBlocksForAllItDeclares() {
    Ran ran = noEvict().usableBlocks(1, 40).send(0, 10, 3, 20).send(0, 10, 2, 10).run();

    assertThat(ran.steps())
        .containsExactly("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1", "10p@0 -> 1", "1d/10 -> 1");
    assertThat(ran.answer(1).waitFor(WaitCause.KV)).isEqualTo(3012);

    // with 48 both start together
    assertThat(noEvict().usableBlocks(1, 48).send(0, 10, 3, 20).send(0, 10, 2, 10).run().steps())
        .startsWith("10p@0 + 10p@0 -> 2");
  }

  // what running requests may still take counts by what they hold: A (10 in, declares 20) has 12
  // of its 29 after two decode steps; of 48 blocks 36 are free and 17 spoken for, so B's 19 fit
  @Test
  default void noEvictCountsWhatIsHeldAlready() {
    Ran ran = noEvict().usableBlocks(1, 48).send(0, 10, 20, 20).send(2500, 10, 1, 10).run();

    assertThat(ran.steps())
        .startsWith("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1", "1d/12 + 10p@0 -> 2");
  }

  // The same 40 blocks: both start at once. After 10 decode steps they hold 20 each; the next
  // token of A pauses B, which started last. A ends after 5 more steps.
  @Test
  default void maxUtilizationStartsWithBlocksForNowAndPausesTheLatest() {
    Ran ran = maxUtilization().usableBlocks(1, 40).send(0, 10, 16, 20).send(0, 10, 12, 20).run();

    assertThat(ran.steps().subList(0, 12))
        .startsWith("10p@0 + 10p@0 -> 2", "2d/20 -> 2")
        .endsWith("2d/38 -> 2", "1d/20 -> 1");
    assertThat(ran.steps()).endsWith("1d/24 -> 1", "21p@0 -> 1");
    assertThat(ran.answer(1).preemptions()).isEqualTo(1);
    assertThat(ran.answer(0).preemptions()).isZero();
  }

  // the declared length counts, not the true one; a longer one than the cache is never accepted
  @Test
  default void noEvictRefusesWhatDeclaresMoreThanTheCache() {
    assertThat(noEvict().usableBlocks(1, 40).send(0, 10, 1, 31).run().only().outcome())
        .isEqualTo(Outcome.FINISHED);
    assertThat(noEvict().usableBlocks(1, 40).send(0, 10, 1, 32).run().only().outcome())
        .isEqualTo(Outcome.REFUSED);
  }

  // max_num_tokens 100, wait for 50 % or 3 steps; A (10 in, 20 out) decodes. B (10 in) comes at
  // 500: with A's token 11 of the 50, so it is held back in the decisions at 1010, 2011 and 3012
  // and starts in the fourth.
  @Test
  default void batchWaitHoldsAPromptBackForSoManySteps() {
    Ran ran = waiting(3, 0.5).send(0, 10, 20).send(500, 10, 1).run();

    assertThat(ran.steps())
        .startsWith("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1", "1d/12 -> 1", "1d/13 + 10p@0 -> 2");
    assertThat(ran.answer(1).waitFor(WaitCause.DELAY)).isEqualTo(4013 - 1010);
    assertThat(ran.answer(1).waitFor(WaitCause.STEP)).isEqualTo(1010 - 500);
  }

  // the same with C (39 in) at 1500: at 2011 there are 1 + 10 + 39 = 50 tokens, so both start
  @Test
  default void batchWaitEndsOnceTheStepIsFullEnough() {
    Ran ran = waiting(3, 0.5).send(0, 10, 20).send(500, 10, 1).send(1500, 39, 1).run();

    assertThat(ran.steps()).startsWith("10p@0 -> 1", "1d/10 -> 1", "1d/11 + 10p@0 + 39p@0 -> 3");
    assertThat(waiting(3, 0.5).send(0, 10, 20).send(500, 10, 1).send(1500, 38, 1).run().steps())
        .startsWith("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1", "1d/12 -> 1");
  }

  // nobody decodes at the start, so nobody waits; and one half of the pair alone does nothing
  @Test
  default void batchWaitNeedsDecodeRowsAndBothKnobs() {
    assertThat(waiting(3, 0.5).send(0, 10, 1).run().steps()).containsExactly("10p@0 -> 1");
    for (Bench bench : new Bench[] {waiting(0, 0.5), waiting(3, 0)}) {
      assertThat(bench.send(0, 10, 3).send(500, 10, 1).run().steps())
          .startsWith("10p@0 -> 1", "1d/10 + 10p@0 -> 2");
    }
  }

  private Bench waiting(int iters, double ratio) {
    return noEvict()
        .policy(new TrtllmOptions(TrtllmGuaranteedNoEvictPolicy.NAME, iters, ratio))
        .budget(100);
  }

  // Two ranks; A and B (10 in, 20 out) decode on one each. C (10 in) comes at 500 to the first. A
  // step takes 1000 ns + 1 ns for each token of both ranks: the decisions at 1020, 2022 and 3024
  // find a prompt on one rank only and count 1, 2, 3, and at the third it starts.
  @Test
  default void balanceHoldsAPromptBackUntilTheTimeout() {
    Ran ran = balanced(3, 0).send(0, 10, 20).send(0, 10, 20).send(500, 10, 1).run();

    assertThat(ofBothRanks(ran))
        .startsWith(
            "10p@0 -> 1 | 10p@0 -> 1",
            "1d/10 -> 1 | 1d/10 -> 1",
            "1d/11 -> 1 | 1d/11 -> 1",
            "1d/12 + 10p@0 -> 2 | 1d/12 -> 1");
    assertThat(ran.answer(2).waitFor(WaitCause.DELAY)).isEqualTo(3024 - 1020);
  }

  // D comes at 1500 to the other rank: at 2022 both have a prompt
  @Test
  default void balanceStartsPromptsOnceEveryRankHasOne() {
    Bench bench = balanced(60, 0).send(0, 10, 20).send(0, 10, 20).send(500, 10, 1);
    assertThat(ofBothRanks(bench.send(1500, 10, 1).run()))
        .startsWith(
            "10p@0 -> 1 | 10p@0 -> 1",
            "1d/10 -> 1 | 1d/10 -> 1",
            "1d/11 + 10p@0 -> 2 | 1d/11 + 10p@0 -> 2");
  }

  // the same, letting two decisions more go by
  @Test
  default void balanceWaitsForMorePrompts() {
    Bench bench = balanced(60, 2).send(0, 10, 20).send(0, 10, 20).send(500, 10, 1);
    assertThat(ofBothRanks(bench.send(1500, 10, 1).run()).subList(2, 5))
        .containsExactly(
            "1d/11 -> 1 | 1d/11 -> 1",
            "1d/12 -> 1 | 1d/12 -> 1",
            "1d/13 + 10p@0 -> 2 | 1d/13 + 10p@0 -> 2");
  }

  // Decisions without any prompt count too. With a limit of 3 those at 1020 and 2022 count 1 and 2,
  // that at 3024 begins anew, those at 4026 and 5028 count 1 and 2. C comes at 4500: it is held
  // back at 5028 and starts at 6030.
  @Test
  default void balanceCountsDecisionsWithoutPrompts() {
    Ran ran = balanced(3, 0).send(0, 10, 20).send(0, 10, 20).send(4500, 10, 1).run();
    assertThat(ran.answer(2).waitFor(WaitCause.DELAY)).isEqualTo(6030 - 5028);
  }

  // A decodes on the first rank; B comes to the second, which has nothing in decode
  @Test
  default void balanceNeverHoldsBackWhereARankOnlyWaits() {
    assertThat(ofBothRanks(balanced(60, 5).send(0, 10, 3).send(500, 10, 1).run()))
        .startsWith("10p@0 -> 1 |  -> 0", "1d/10 -> 1 | 10p@0 -> 1");
  }

  // 100 tokens a step. A and C (60 in) on the first rank do not fit together; B (61 in, 1 out) and
  // D (1 in, 1 out) on the second leave it empty after one step. An empty rank is padded with a row
  // in decode, so C waits: the limit of 2 is met in the third decision.
  @Test
  default void aRankWithoutRequestsCountsAsOneThatDecodes() {
    Bench bench = balanced(2, 0).send(0, 60, 9).send(0, 61, 1).send(0, 60, 1);
    assertThat(ofBothRanks(bench.send(0, 1, 1).run()))
        .startsWith(
            "60p@0 -> 1 | 61p@0 + 1p@0 -> 2", "1d/60 -> 1 |  -> 0", "1d/61 + 60p@0 -> 2 |  -> 0");
  }

  // without the balance each rank starts its own at once
  @Test
  default void ranksStartTheirOwnPromptsByDefault() {
    Bench bench = twoRanks().send(0, 10, 20).send(0, 10, 20).send(500, 10, 1);
    assertThat(ofBothRanks(bench.run()))
        .startsWith("10p@0 -> 1 | 10p@0 -> 1", "1d/10 + 10p@0 -> 2 | 1d/10 -> 1");
  }

  // A (30 in) goes to the first rank, B (20 in) to the second, which has none; C (5 in) to the
  // second, which has fewer tokens; D (7 in) to the first, which has one request less
  @Test
  default void requestsAreDividedByNumberAndThenByTokens() {
    Bench bench = twoRanks().send(0, 30, 1).send(0, 20, 1).send(0, 5, 1).send(0, 7, 1);
    assertThat(ofBothRanks(bench.run())).containsExactly("30p@0 + 7p@0 -> 2 | 20p@0 + 5p@0 -> 2");
  }

  private Bench twoRanks() {
    return noEvict().ranksInLockstep(2).budget(100);
  }

  private Bench balanced(int timeout, int batchingWait) {
    AttentionDpOptions balance = new AttentionDpOptions(true, timeout, batchingWait);
    return twoRanks().policy(new TrtllmOptions(TrtllmGuaranteedNoEvictPolicy.NAME, 0, 0, balance));
  }

  /** What each step contained, the second rank's part behind the first's. */
  private static List<String> ofBothRanks(Ran ran) {
    List<String> steps = new ArrayList<>();
    for (int part = 0; part < ran.steps().size(); part += 2) {
      steps.add(ran.steps().get(part) + " | " + ran.steps().get(part + 1));
    }
    return steps;
  }
}
