package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.ClosedLoop;
import io.foretoken.sim.testkit.ListSource;
import io.foretoken.sim.testkit.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients see. A step takes 1000 ns + 1 ns per token. */
public interface ClientCases extends EngineUnderTest {

  // round trip 40: at the server at 20, step [20, 1120), at the client at 1140
  @Test
  default void halfTheRoundTripLiesOnEachSide() {
    Ran ran = bench().rtt(40).send(0, 100, 2).run();

    Answer answer = ran.only();
    assertThat(answer.ingest()).isEqualTo(20);
    assertThat(answer.prefill()).isEqualTo(1100);
    assertThat(answer.stream()).isEqualTo(20);
    assertThat(answer.ttft()).isEqualTo(1140);
    assertThat(answer.e2e()).isEqualTo(2141);
  }

  // latency 5000 that all share, then 1000 each one after the other: sent at 0 and 200, the
  // requests enter the queue at 6000 and 7000. With two servers at 6000 and 6200.
  @Test
  default void ingestIsALatencyFollowedByAStationPerServer() {
    Ran one = bench().ingest(5000, 1000, 1).send(0, 10, 1).send(200, 10, 1).run();
    Ran two = bench().ingest(5000, 1000, 2).send(0, 10, 1).send(200, 10, 1).run();

    assertThat(one.answer(0).ingest()).isEqualTo(6000);
    assertThat(one.answer(1).ingest()).isEqualTo(7000 - 200);
    assertThat(two.answer(1).ingest()).isEqualTo(6200 - 200);
  }

  // 600 + 400 = 1000 fit, 600 + 401 do not; the refusal is at the client one round trip after
  @Test
  default void requestLongerThanMaxModelLenIsRefused() {
    ListSource source = new ListSource(List.of(Ask.of(0, 600, 400), Ask.of(100, 600, 401)));
    Ran ran = bench().maxModelLen(1000).rtt(40).source(source).run();

    Answer refused = ran.answer(1);
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.reason())
        .isEqualTo("prompt of 600 + max_tokens 401 exceeds max_model_len 1000");
    assertThat(refused.finished()).isEqualTo(140);
    assertThat(refused.firstToken()).isEqualTo(-1);
    assertThat(refused.outputTokens()).isZero();
    assertThat(refused.replica()).isEqualTo(-1);
    assertThat(ran.answer(0).outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(source.heard()).first().isEqualTo("refused 1 at 140");
    assertThat(ran.result().counts().refused()).isEqualTo(1);
    assertThat(ran.result().measured().size()).isEqualTo(1);
  }

  // 4 blocks of 4 hold 16 tokens. The last token is never stored: 10 + 7 fit, 10 + 8 do not.
  @Test
  default void requestThatCanNeverFitTheKvCacheIsRefused() {
    Ran ran = bench().usableBlocks(4, 4).send(0, 10, 7).send(0, 10, 8).run();

    assertThat(ran.answer(0).outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(ran.answer(1).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(ran.answer(1).reason())
        .isEqualTo("prompt of 10 + max_tokens 8 needs more than the 16 tokens of KV cache");
  }

  // Without chunks a prompt must fit one step, and so must what a preempted sequence has to
  // compute again: at most prompt + max_tokens - 1.
  @Test
  default void requestThatCanNeverFitOneStepIsRefusedWithChunkedPrefillOff() {
    Ran ran = bench().chunkedPrefill(false).budget(100).send(0, 90, 11).send(0, 90, 12).run();

    assertThat(ran.answer(0).outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(ran.answer(1).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(ran.answer(1).reason())
        .isEqualTo(
            "prompt of 90 + max_tokens 12 exceeds max_num_batched_tokens 100"
                + " and chunked prefill is off");
  }

  // declared, not true, lengths decide
  @Test
  default void refusalGoesByTheDeclaredLimit() {
    Ran ran = bench().maxModelLen(1000).send(0, 600, 1, 401).run();

    assertThat(ran.only().outcome()).isEqualTo(Outcome.REFUSED);
  }

  // A (100 in, 10 out) has had tokens at 1100 and 2101 by 2500; B (10 in, 1 out) was sent at 2400
  // and not yet looked at; C comes after the cut and does not exist.
  @Test
  default void cutLeavesTheRestUnfinishedInOrderOfIndex() {
    Ran ran = bench().cutAt(2500).send(0, 100, 10).send(2400, 10, 1).send(2500, 10, 1).run();

    assertThat(ran.answers()).extracting(Answer::index).containsExactly(0L, 1L);
    assertThat(ran.answers())
        .extracting(Answer::outcome)
        .containsExactly(Outcome.UNFINISHED, Outcome.UNFINISHED);
    assertThat(ran.answer(0).outputTokens()).isEqualTo(2);
    assertThat(ran.answer(0).firstToken()).isEqualTo(1100);
    assertThat(ran.answer(0).finished()).isEqualTo(-1);
    assertThat(ran.answer(1).firstToken()).isEqualTo(-1);
    assertThat(ran.answer(1).waiting()).isZero();
    assertThat(ran.result().counts().unfinished()).isEqualTo(2);
    assertThat(ran.result().counts().sent()).isEqualTo(2);
    assertThat(ran.result().measured().size()).isZero();
  }

  // A long request goes to replica 0, a short one to replica 1, where it is answered at 1010. At
  // 1010 another one comes: it finds (1, 0) outstanding and goes to 1. Had it come first, it would
  // have found (1, 1), and the tie goes to the one after the last chosen: 0.
  @Test
  default void clientHasItsAnswerBeforeAnotherRequestOfTheSameInstantIsRouted() {
    Ran ran =
        bench()
            .replicas(2, "least-outstanding")
            .send(0, 100, 9)
            .send(0, 10, 1)
            .send(1010, 10, 1)
            .run();

    assertThat(ran.answer(1).finished()).isEqualTo(1010);
    assertThat(ran.answer(2).replica()).isEqualTo(1);
  }

  // One client without thinking time: three requests of 1010 each, back to back.
  // With 500 ns of thinking they are sent at 0, 1510, 3020.
  @Test
  default void closedLoopSendsItsNextRequestWhenTheAnswerIsThere() {
    List<Ask> three = List.of(Ask.of(0, 10, 1), Ask.of(0, 10, 1), Ask.of(0, 10, 1));
    Ran busy = bench().source(new ClosedLoop(1, 0, three)).run();
    Ran thinking = bench().source(new ClosedLoop(1, 500, three)).run();

    assertThat(busy.answers()).extracting(Answer::sent).containsExactly(0L, 1010L, 2020L);
    assertThat(busy.answers()).extracting(Answer::ttft).containsOnly(1010L);
    assertThat(thinking.answers()).extracting(Answer::sent).containsExactly(0L, 1510L, 3020L);
  }

  // Window [1000, 3000): requests sent at 0 and 3000 do not count, 1000 and 2999 do; all run.
  @Test
  default void windowMeasuresRequestsByTheirIntendedArrival() {
    Bench bench = bench().window(MeasureWindow.steady(1000, 3000));
    Ran ran = bench.send(0, 1, 1).send(1000, 1, 1).send(2999, 1, 1).send(3000, 1, 1).run();

    assertThat(ran.answers())
        .filteredOn(Answer::measured)
        .extracting(Answer::index)
        .containsExactly(1L, 2L);
    assertThat(ran.result().counts().finished()).isEqualTo(4);
    assertThat(ran.result().counts().measuredFinished()).isEqualTo(2);
    assertThat(ran.result().measured().size()).isEqualTo(2);
  }
}
