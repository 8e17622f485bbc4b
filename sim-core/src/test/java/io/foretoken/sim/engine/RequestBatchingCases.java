package io.foretoken.sim.engine;

import static io.foretoken.sim.engine.RequestBatching.dynamic;
import static io.foretoken.sim.engine.RequestBatching.fixed;
import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.FixedStepTime;
import io.foretoken.sim.testkit.ListSource;
import io.foretoken.sim.testkit.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When batches of whole requests begin and end. A step takes 1000 ns + 1 ns per token unless a case
 * says otherwise.
 */
interface RequestBatchingCases {
  /** Makes the engine with options. */
  EngineFactory engine(RequestLevelOptions options);

  private Bench bench(RequestLevelOptions options) {
    return Bench.of(engine(options));
  }

  // size 2; A (100 in, 3 out) sent at 50, B (60 in, 1 out) at 500 fills the batch:
  //   pass    [ 500, 1700)  two prompts, both of 100 tokens: 1000 + 200
  //   step 1  [1700, 2702)  2 rows with 200 stored
  //   step 2  [2702, 3704)  2 rows with 202 stored; B has had its only token since 1700
  // both are answered at 3704, each in one piece: first and last token at once
  // A: waits 450 for the batch to fill, prefill 1200, held 3704 - 1700 = 2004
  @Test
  default void fullBatchIsPaddedRunsToItsLongestOutputAndIsAnsweredAtOnce() {
    Ran ran = bench(fixed(2, 10_000)).send(50, 100, 3).send(500, 60, 1).run();

    Answer first = ran.answer(0);
    assertThat(first.finished()).isEqualTo(3704);
    assertThat(first.firstToken()).isEqualTo(3704);
    assertThat(first.waitFor(WaitCause.DELAY)).isEqualTo(450);
    assertThat(first.waiting()).isEqualTo(450);
    assertThat(first.prefill()).isEqualTo(1200);
    assertThat(first.stream()).isEqualTo(2004);
    assertThat(first.tpot()).isZero();
    Answer second = ran.answer(1);
    assertThat(second.finished()).isEqualTo(3704);
    assertThat(second.ttft()).isEqualTo(3204);
    assertThat(second.waiting()).isZero();
    assertThat(ran.steps()).containsExactly("100p@0 + 100p@0 -> 2", "2d/200 -> 2", "2d/202 -> 2");
    // 2 x 100 tokens computed for prompts of 160; 4 decode rows for 2 tokens after the first ones
    ReplicaMeter meter = ran.result().replicas().get(0);
    assertThat(meter.prefillTokens()).isEqualTo(200);
    assertThat(meter.decodeTokens()).isEqualTo(4);
    assertThat(meter.outputTokens()).isEqualTo(4);
    assertThat(ran.result().gaps().total()).isZero();
  }

  // size 4, timeout 1000; A at 0, B at 400: at 1000 the batch begins with the two that are there
  @Test
  default void incompleteBatchBeginsWhenItsOldestHasWaitedForTheTimeout() {
    Ran ran = bench(fixed(4, 1000)).send(0, 10, 1).send(400, 10, 1).run();

    assertThat(ran.answer(0).waitFor(WaitCause.DELAY)).isEqualTo(1000);
    assertThat(ran.answer(1).waitFor(WaitCause.DELAY)).isEqualTo(600);
    // 1000 + 20 tokens
    assertThat(ran.answer(1).finished()).isEqualTo(2020);
  }

  // size 1, steps of 1000 without cost per token. A (1 out) at 0, B and C at 100:
  // A [0, 1000); then B, since a batch is one; C behind it until 2000.
  // At 0 nobody else waits, so B and C wait for A's batch; at 1000 C finds B's batch full: slots
  @Test
  default void whoComesDuringABatchWaitsForItAndWhoFindsTheNextOneFullForSlots() {
    Ran ran =
        bench(fixed(1, 5000))
            .stepTime(FixedStepTime.of(1000, 0))
            .send(0, 10, 1)
            .send(100, 10, 1)
            .send(100, 10, 1)
            .run();

    assertThat(ran.answer(1).waitFor(WaitCause.BATCH)).isEqualTo(900);
    assertThat(ran.answer(2).waitFor(WaitCause.BATCH)).isEqualTo(900);
    assertThat(ran.answer(2).waitFor(WaitCause.SLOTS)).isEqualTo(1000);
    assertThat(ran.answer(2).finished()).isEqualTo(3000);
  }

  // budget 250, three prompts padded to 100: two fit a pass, then one
  //   [0, 1200) 200 tokens; [1200, 2300) 100 tokens; then a step of 3 rows [2300, 3303)
  @Test
  default void promptsAreComputedInPassesOfWholePromptsWithinTheBudget() {
    Ran ran = bench(fixed(3, 10)).budget(250).send(0, 100, 2).send(0, 90, 2).send(0, 80, 2).run();

    assertThat(ran.steps()).containsExactly("100p@0 + 100p@0 -> 2", "100p@0 -> 1", "3d/300 -> 3");
    assertThat(ran.answer(1).prefill()).isEqualTo(1200);
    assertThat(ran.answer(2).prefill()).isEqualTo(2300);
    assertThat(ran.answer(2).finished()).isEqualTo(3303);
  }

  // budget 50: a longer prompt is not split, it is a pass of its own
  @Test
  default void promptAboveTheBudgetIsAPassOfItsOwn() {
    Ran ran = bench(fixed(2, 10)).budget(50).send(0, 100, 1).send(0, 100, 1).run();

    assertThat(ran.steps()).containsExactly("100p@0 -> 1", "100p@0 -> 1");
  }

  // blocks of 10 tokens, 15 of them. A: 31 in, at most 20; B: 10 in, at most 40.
  // A alone needs ceil((31 + 20 - 1) / 10) = 5. With B both need ceil((31 + 40 - 1) / 10) = 7: 14.
  // A third would make it 21 > 15, and waits for KV although the batch may hold 4.
  @Test
  default void batchNeverExceedsTheKvCacheForPaddedPromptsAndDeclaredLimits() {
    Ran ran =
        bench(fixed(4, 10))
            .usableBlocks(10, 15)
            .send(0, 31, 2, 20)
            .send(0, 10, 2, 40)
            .send(0, 10, 1, 10)
            .run();

    assertThat(ran.steps()).containsExactly("31p@0 + 31p@0 -> 2", "2d/62 -> 2", "10p@0 -> 1");
    assertThat(ran.result().replicas().get(0).kvBlocks.peak()).isEqualTo(14);
    // pass [10, 1072), step [1072, 2074): the third waits for it
    assertThat(ran.answer(2).waitFor(WaitCause.KV)).isEqualTo(2064);
  }

  // 15 blocks of 10 hold 150 tokens, of which the last one is not stored
  @Test
  default void whatNeverFitsIsRefusedWithTheReason() {
    Ran ran =
        bench(fixed(2, 10)).usableBlocks(10, 15).send(0, 100, 1, 52).send(0, 100, 1, 51).run();

    assertThat(ran.answer(0).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(ran.answer(0).reason())
        .isEqualTo("prompt of 100 + max_tokens 52 needs more than the 150 tokens of KV cache");
    assertThat(ran.answer(1).outcome()).isEqualTo(Outcome.FINISHED);
  }

  // preferred 2 and 4, delay 500, steps of 1000. At 0 one request: no preferred size, so the engine
  // waits; at 100 the second makes 2. During the batch [100, 1100) five more come at 1000: at 1100
  // the oldest has waited 100 < 500, so 4 begin, not 5; the fifth has waited longer than 500 when
  // the batch ends at 2100, and begins alone.
  @Test
  default void dynamicBatchTakesTheLargestPreferredSizeThatWaits() {
    Bench bench = bench(dynamic(500, 2, 4)).stepTime(FixedStepTime.of(1000, 0));
    bench.send(0, 10, 1).send(100, 10, 1);
    for (int more = 0; more < 5; more++) {
      bench.send(1000, 10, 1);
    }
    Ran ran = bench.run();

    assertThat(ran.answer(0).waitFor(WaitCause.DELAY)).isEqualTo(100);
    assertThat(ran.answer(1).finished()).isEqualTo(1100);
    assertThat(ran.answer(5).finished()).isEqualTo(2100);
    assertThat(ran.answer(6).finished()).isEqualTo(3100);
    assertThat(ran.answer(6).waitFor(WaitCause.BATCH)).isEqualTo(100);
    assertThat(ran.answer(6).waitFor(WaitCause.SLOTS)).isEqualTo(1000);
  }

  // preferred 4, delay 500: three requests at 0, 100, 200 begin at 500
  @Test
  default void dynamicBatchSendsWhatIsThereWhenTheDelayOfTheOldestHasPassed() {
    Ran ran =
        bench(dynamic(500, 4))
            .stepTime(FixedStepTime.of(1000, 0))
            .send(0, 10, 1)
            .send(100, 10, 1)
            .send(200, 10, 1)
            .run();

    assertThat(ran.answers()).allMatch(answer -> answer.finished() == 1500);
    assertThat(ran.answer(2).waitFor(WaitCause.DELAY)).isEqualTo(300);
  }

  // preferred 2, delay 500: while [0, 1000) runs, three come at 100. At 1000 the oldest has waited
  // 900, longer than the delay, so all three begin, though 2 is preferred
  @Test
  default void requestsThatWaitedLongerThanTheDelayAreNotHeldToPreferredSizes() {
    Bench bench = bench(dynamic(500, 2)).stepTime(FixedStepTime.of(1000, 0));
    bench.send(0, 10, 1).send(0, 10, 1);
    for (int more = 0; more < 3; more++) {
      bench.send(100, 10, 1);
    }
    Ran ran = bench.run();

    assertThat(ran.answer(1).finished()).isEqualTo(1000);
    assertThat(ran.answer(4).finished()).isEqualTo(2000);
    assertThat(ran.answer(4).waitFor(WaitCause.BATCH)).isEqualTo(900);
  }

  // no delay, no preferred sizes, 3 at once: one at 0 begins at once; of the four that came
  // meanwhile three begin at 1000
  @Test
  default void dynamicBatchWithoutDelayTakesWhatIsThere() {
    Bench bench = bench(dynamic(0)).maxNumSeqs(3).stepTime(FixedStepTime.of(1000, 0));
    bench.send(0, 10, 1);
    for (int more = 0; more < 4; more++) {
      bench.send(500, 10, 1);
    }
    Ran ran = bench.run();

    assertThat(ran.answer(0).finished()).isEqualTo(1000);
    assertThat(ran.answer(3).finished()).isEqualTo(2000);
    assertThat(ran.answer(4).finished()).isEqualTo(3000);
    assertThat(ran.answer(4).waitFor(WaitCause.DELAY)).isZero();
  }

  // A (10 in, 5 out) and B (10 in, 50 out) begin at 0; B's client gives up at 3000. Its row runs
  // along, and A waits for the 50 tokens: pass of 20 tokens 1020, then 49 steps of 1002
  @Test
  default void rowWhoseClientGaveUpRunsAlongToTheEndOfItsBatch() {
    Ran ran =
        bench(fixed(2, 10))
            .source(
                new ListSource(List.of(Ask.of(0, 10, 5), Ask.of(0, 10, 50))) {
                  @Override
                  public void next(RequestDraft out) {
                    super.next(out);
                    out.timeoutNanos = out.index == 1 ? 3000 : 0;
                  }
                })
            .run();

    assertThat(ran.answer(1).outcome()).isEqualTo(Outcome.TIMED_OUT);
    // ended by 3000: the pass at 1020 and one step at 2022
    assertThat(ran.answer(1).outputTokens()).isEqualTo(2);
    assertThat(ran.answer(0).finished()).isEqualTo(1020 + 49 * 1002);
    assertThat(ran.steps()).hasSize(50);
  }

  // host 300, steps of 1000: without asynchronous scheduling each step begins 300 after the one
  // before ended; with it the host is hidden
  @Test
  default void hostIsHiddenByAsynchronousSchedulingOnly() {
    FixedStepTime steps = FixedStepTime.of(1000, 0).withHost(300);

    assertThat(bench(fixed(1, 10)).stepTime(steps).send(0, 10, 3).run().only().finished())
        .isEqualTo(1000 + 1300 + 1300);
    assertThat(
            bench(fixed(1, 10)).async(true).stepTime(steps).send(0, 10, 3).run().only().finished())
        .isEqualTo(3000);
  }
}
