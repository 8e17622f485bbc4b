package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Call;
import io.foretoken.sim.testkit.CallSource;
import io.foretoken.sim.testkit.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Full queues, clients that cancel, and clients that try again, by hand. One slot; steps take 1000
 * ns + 1 ns per token.
 */
public interface PatienceCases extends EngineUnderTest {
  private Ran run(int mostWaiting, CallSource source) {
    return bench()
        .maxNumSeqs(1)
        .queue(QueueOptions.FCFS.withMostWaiting(mostWaiting))
        .source(source)
        .run();
  }

  // 0 runs, 1 waits, 2 finds one waiting: rejected at once, and its client knows at once.
  @Test
  default void whoFindsTheQueueFullIsRejected() {
    CallSource source =
        new CallSource(List.of(Call.of(0, 10, 1), Call.of(1, 10, 1), Call.of(2, 10, 1)));
    Ran ran = run(1, source);

    Answer rejected = ran.answer(2);
    assertThat(rejected.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(rejected.reason()).isEqualTo("the queue is full");
    assertThat(rejected.finished()).isEqualTo(2);
    assertThat(rejected.outputTokens()).isZero();
    assertThat(source.heard())
        .containsExactly("rejected 2 at 2", "finished 0 at 1010", "finished 1 at 2020");
    assertThat(ran.result().counts().rejected()).isEqualTo(1);
    assertThat(ran.result().counts().refused()).isZero();
  }

  // 20 ns each way: 2 is at the queue at 22 and its client knows at 42.
  @Test
  default void rejectionTakesARoundTrip() {
    CallSource source =
        new CallSource(List.of(Call.of(0, 10, 1), Call.of(1, 10, 1), Call.of(2, 10, 1)));
    Ran ran =
        bench()
            .maxNumSeqs(1)
            .rtt(40)
            .queue(QueueOptions.FCFS.withMostWaiting(1))
            .source(source)
            .run();

    assertThat(ran.answer(2).finished()).isEqualTo(42);
  }

  // 2 is rejected at 2, again at 502 (1 waits until 1010), and gets in at 502 + 2 x 500 = 1502; 1
  // runs until 2020, then 2 until 3030. TTFT from the first sending: 3030 - 2 = 1500 until the
  // last sending + 518 of waiting + 1010 of prefill.
  @Test
  default void rejectedClientTriesAgainWithGrowingWaits() {
    CallSource source =
        new CallSource(
            List.of(Call.of(0, 10, 1), Call.of(1, 10, 1), Call.of(2, 10, 1).retry(3, 500, 2)));
    Ran ran = run(1, source);

    Answer third = ran.answer(2);
    assertThat(third.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(third.attempts()).isEqualTo(3);
    assertThat(third.sent()).isEqualTo(2);
    assertThat(third.retry()).isEqualTo(1500);
    assertThat(third.waiting()).isEqualTo(518);
    assertThat(third.ttft()).isEqualTo(3028);
    assertThat(third.finished()).isEqualTo(3030);
    assertThat(ran.result().counts().attempts()).isEqualTo(5);
    assertThat(ran.result().counts().sent()).isEqualTo(3);
  }

  // Rejected at 2 and at 102; two attempts are all.
  @Test
  default void lastAttemptDecides() {
    CallSource source =
        new CallSource(
            List.of(Call.of(0, 10, 1), Call.of(1, 10, 1), Call.of(2, 10, 1).retry(2, 100, 2)));
    Ran ran = run(1, source);

    assertThat(ran.answer(2).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(ran.answer(2).attempts()).isEqualTo(2);
    assertThat(source.heard()).first().isEqualTo("rejected 2 at 102");
  }

  // 0 (10 in, 3 out) runs until 3012. 1 gives up at 2500 and sends again at 2600; it runs in [3012,
  // 4022), and its answer counts from the first sending.
  @Test
  default void clientTriesAgainAfterATimeout() {
    CallSource source =
        new CallSource(
            List.of(Call.of(0, 10, 3), Call.of(0, 10, 1).timeout(2500).retry(2, 100, 1)));
    Ran ran = run(0, source);

    Answer second = ran.answer(1);
    assertThat(second.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(second.retry()).isEqualTo(2600);
    assertThat(second.e2e()).isEqualTo(4022);
    assertThat(source.heard()).containsExactly("finished 0 at 3012", "finished 1 at 4022");
  }

  // Timeout 1500. Attempts at 0 and 1600 wait for 0, which runs until 3012; the second is admitted
  // then, given up at 3100 in its step, which ends at 4022 for nobody. Attempt three, sent at 3200,
  // would be answered at 5032 and is given up at 4700.
  @Test
  default void everyAttemptMayTimeOut() {
    CallSource source =
        new CallSource(
            List.of(Call.of(0, 10, 3), Call.of(0, 10, 1).timeout(1500).retry(3, 100, 1)));
    Ran ran = run(0, source);

    assertThat(ran.answer(1).outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(ran.answer(1).attempts()).isEqualTo(3);
    assertThat(source.heard()).containsExactly("finished 0 at 3012", "timed out 1 at 4700");
  }

  // Tokens at 1010 and 2011; cancelled at 2500, and a client that cancels does not try again.
  @Test
  default void cancelledRequestKeepsTheTokensItHad() {
    CallSource source = new CallSource(List.of(Call.of(0, 10, 5).cancel(2500).retry(3, 10, 1)));
    Ran ran = run(0, source);

    assertThat(ran.only().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(ran.only().outputTokens()).isEqualTo(2);
    assertThat(ran.only().firstToken()).isEqualTo(1010);
    assertThat(ran.only().finished()).isEqualTo(-1);
    assertThat(source.heard()).containsExactly("cancelled 0 at 2500");
    assertThat(ran.result().counts().cancelled()).isEqualTo(1);
  }

  // Rejected at 2, would send again at 1002, cancels at 502 in between.
  @Test
  default void clientMayCancelBetweenTwoAttempts() {
    CallSource source =
        new CallSource(
            List.of(
                Call.of(0, 10, 1),
                Call.of(1, 10, 1),
                Call.of(2, 10, 1).retry(3, 1000, 1).cancel(500)));
    Ran ran = run(1, source);

    assertThat(ran.answer(2).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(ran.answer(2).attempts()).isEqualTo(1);
    assertThat(source.heard()).first().isEqualTo("cancelled 2 at 502");
  }

  // A refusal is for ever: nobody tries a prompt that is too long again.
  @Test
  default void refusedRequestIsNotTriedAgain() {
    CallSource source = new CallSource(List.of(Call.of(0, 600, 401).retry(5, 10, 1)));
    Ran ran = bench().maxModelLen(1000).source(source).run();

    assertThat(ran.only().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(ran.only().attempts()).isEqualTo(1);
  }

  // 0 (tenant 0): 10 in, 1 out. 1 (tenant 1): 20 in, 2 out, and 2 (tenant 1) rejected. Work: 10
  // and 1 for tenant 0, 20 and 2 for tenant 1.
  @Test
  default void classesAndTenantsAreCountedApart() {
    CallSource source =
        new CallSource(
            List.of(Call.of(0, 10, 1), Call.of(1, 20, 2).tenant(1), Call.of(2, 30, 1).tenant(1)));
    RunResult result = run(1, source).result();

    assertThat(result.ofClass(0).counts().finished()).isEqualTo(1);
    assertThat(result.ofTenant(1).counts().sent()).isEqualTo(2);
    assertThat(result.ofTenant(1).counts().finished()).isEqualTo(1);
    assertThat(result.ofTenant(1).counts().rejected()).isEqualTo(1);
    assertThat(result.ofTenant(0).work()).isEqualTo(new RunResult.Work(10, 1));
    assertThat(result.ofTenant(1).work()).isEqualTo(new RunResult.Work(20, 2));
    assertThat(result.ofTenant(2).counts().sent()).isZero();
    assertThat(result.measured().ofClass(1).size()).isEqualTo(1);
    assertThat(result.measured().ofClass(1).outputTokens(0)).isEqualTo(2);
  }
}
