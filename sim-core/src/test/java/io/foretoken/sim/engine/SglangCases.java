package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.SglangOptions;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Ran;
import org.junit.jupiter.api.Test;

/** SGLang's scheduler, with blocks of one token. A step takes 1000 ns + 1 ns per token. */
public interface SglangCases extends EngineUnderTest {
  private Bench sglang(SglangOptions options) {
    return bench().policy(options).usableBlocks(1, 100_000);
  }

  private static SglangOptions conservative(double factor) {
    return new SglangOptions(16384, false, factor, 1);
  }

  // chunks of 100; A (50 in, 3 out) and B (250 in, 1 out) at 0: B is cut off twice, and A, which
  // has its first token, waits until B's prompt is done:
  //   step 1  [   0, 1100)  A 50, B  50
  //   step 2  [1100, 2200)  B 100
  //   step 3  [2200, 3300)  B 100, its only token
  //   step 4  [3300, 4301)  A
  //   step 5  [4301, 5302)  A
  @Test
  default void sglangPrefillsInChunksBeforeItDecodes() {
    Ran ran = sglang(SglangOptions.DEFAULT).budget(100).send(0, 50, 3).send(0, 250, 1).run();

    assertThat(ran.steps())
        .containsExactly(
            "50p@0 + 50p@0 -> 1", "100p@50 -> 0", "100p@150 -> 1", "1d/50 -> 1", "1d/51 -> 1");
    assertThat(ran.answer(1).ttft()).isEqualTo(3300);
    assertThat(ran.answer(0).finished()).isEqualTo(5302);
  }

  // mixed: A's token takes one of the 100, so B gets 50, 99, 99 and 2; A ends with the second
  @Test
  default void sglangMixesDecodeIntoChunksIfAsked() {
    Ran ran =
        sglang(new SglangOptions(16384, true, 1, 1))
            .budget(100)
            .send(0, 50, 3)
            .send(0, 250, 1)
            .run();

    assertThat(ran.steps())
        .containsExactly(
            "50p@0 + 50p@0 -> 1", "1d/50 + 99p@50 -> 1", "1d/51 + 99p@149 -> 1", "2p@248 -> 1");
  }

  // max_prefill_tokens 80: the second prompt of 50 does not go into the batch of the first; a
  // single one of 90 does
  @Test
  default void sglangLimitsBatchesOfSeveralPrompts() {
    SglangOptions limited = new SglangOptions(80, false, 1, 1);
    assertThat(sglang(limited).send(0, 50, 1).send(0, 50, 1).run().steps())
        .containsExactly("50p@0 -> 1", "50p@0 -> 1");
    assertThat(sglang(limited).send(0, 90, 1).run().steps()).containsExactly("90p@0 -> 1");
  }

  // 100 blocks. A (10 in, declares 80) has made a token: 0.7 x 79 = 55.3 are reserved for it, 90
  // are free. B (10 in, declares 40) counts as 10 + 40 + 1 = 51: more than 34.7, so it waits until
  // A is done. With a conservativeness of 0.5 only 27.65 are reserved and B goes in.
  @Test
  default void sglangReservesAShareOfWhatRunningRequestsDeclare() {
    Bench careful = sglang(conservative(1)).usableBlocks(1, 100);
    Ran ran = careful.send(0, 10, 3, 80).send(500, 10, 1, 40).run();
    assertThat(ran.steps()).containsExactly("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1", "10p@0 -> 1");
    assertThat(ran.answer(1).waitFor(WaitCause.KV)).isEqualTo(3012 - 1010);

    Bench bold = sglang(conservative(0.5)).usableBlocks(1, 100);
    assertThat(bold.send(0, 10, 3, 80).send(500, 10, 1, 40).run().steps())
        .containsExactly("10p@0 -> 1", "10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1");
  }

  // once a prompt does not fit nobody is looked at until somebody leaves: C (1 in, declares 1)
  // would fit beside A, but comes behind B and stays there
  @Test
  default void sglangLooksAtNobodyUntilSomebodyLeaves() {
    Bench bench = sglang(conservative(1)).usableBlocks(1, 100);
    Ran ran = bench.send(0, 10, 3, 80).send(500, 10, 1, 40).send(1500, 1, 1).run();

    assertThat(ran.steps())
        .containsExactly("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1", "10p@0 + 1p@0 -> 2");
  }

  // 40 blocks, hardly anything reserved for those that run: A (10 in, 30 out) at 0 and B (8 in, 16
  // out) at 500 run together. After both prompts and 11 decode steps they hold 21 + 19 = 40. Both
  // have generated 12; of equals the longer prompt goes: A. It comes back, with 22 tokens to
  // compute, once B is done.
  @Test
  default void sglangRetractsTheOneThatHasGeneratedLeast() {
    Bench bench = sglang(conservative(0.01)).usableBlocks(1, 40);
    Ran ran = bench.send(0, 10, 30).send(500, 8, 16).run();

    assertThat(ran.steps().subList(0, 14))
        .startsWith("10p@0 -> 1", "8p@0 -> 1", "2d/18 -> 2")
        .endsWith("2d/38 -> 2", "1d/19 -> 1");
    assertThat(ran.steps().subList(14, 18))
        .containsExactly("1d/20 -> 1", "1d/21 -> 1", "1d/22 -> 1", "22p@0 -> 1");
    assertThat(ran.answer(0).preemptions()).isEqualTo(1);
    assertThat(ran.answer(1).preemptions()).isZero();

    // B comes a decode step later, so it has generated least, and A stays
    Bench other = sglang(conservative(0.01)).usableBlocks(1, 41);
    Ran later = other.send(0, 10, 30).send(1500, 8, 16).run();
    assertThat(later.answer(1).preemptions()).isEqualTo(1);
    assertThat(later.answer(0).preemptions()).isZero();
  }

  // interval 3: A (10 in, 8 out) decodes; what has come is looked at after its prefill step, then
  // after every third decode step. B comes at 1500, during the first decode step:
  //   decisions  1010 looks   2011 does not   3012 does not   4013 looks
  @Test
  default void sglangLooksAtWhatHasComeEveryFewDecodeSteps() {
    SglangOptions every3 = new SglangOptions(16384, false, 1, 3);
    Ran ran = sglang(every3).send(0, 10, 8).send(1500, 10, 1).run();

    assertThat(ran.steps())
        .startsWith("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1", "1d/12 -> 1", "10p@0 -> 1");
    Answer late = ran.answer(1);
    assertThat(late.waitFor(WaitCause.STEP)).isEqualTo(4013 - 1500);
  }

  // an idle engine looks at once
  @Test
  default void sglangLooksAtOnceWhenIdle() {
    SglangOptions every100 = new SglangOptions(16384, false, 1, 100);
    Ran ran = sglang(every100).send(0, 10, 3).send(50_000, 10, 1).run();

    assertThat(ran.answer(1).waiting()).isZero();
  }
}
