package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.TrtllmOptions;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Ran;
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
}
