package io.foretoken.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.Engines;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.ClosedLoop;
import io.foretoken.sim.testkit.ListSource;
import io.foretoken.sim.testkit.Ran;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run as a whole: its window, its end, its listeners. Steps take 1000 ns + 1 ns per token. */
class SimulationTest {
  private static final EngineFactory ENGINE = Engines.shipped();

  // sent at 500, answered at 500 + 1010 + 1001 = 2511
  @Test
  void wholeRunLastsFromTheFirstSendToTheLastAnswer() {
    RunResult result = Bench.of(ENGINE).send(500, 10, 2).run().result();

    assertThat(result.startNanos()).isEqualTo(500);
    assertThat(result.endNanos()).isEqualTo(2511);
    assertThat(result.seconds()).isEqualTo(2011e-9);
  }

  // Cut at 2000: one token of two is out. The time observed ends with the cut, not with the last
  // answer (there is none), or rates over it would be of another time than its areas.
  @Test
  void wholeRunThatIsCutOffLastsUntilTheCut() {
    RunResult none = Bench.of(ENGINE).send(500, 10, 2).cutAt(2000).run().result();
    RunResult one = Bench.of(ENGINE).send(0, 10, 1).send(500, 10, 9).cutAt(5000).run().result();

    assertThat(none.startNanos()).isEqualTo(500);
    assertThat(none.endNanos()).isEqualTo(2000);
    assertThat(one.endNanos()).isEqualTo(5000);
    assertThat(one.counts().finished()).isEqualTo(1);
    assertThat(one.counts().unfinished()).isEqualTo(1);
  }

  @Test
  void steadyWindowLastsAsLongAsItSays() {
    RunResult result =
        Bench.of(ENGINE).window(MeasureWindow.steady(100, 900)).send(500, 10, 2).run().result();

    assertThat(result.startNanos()).isEqualTo(100);
    assertThat(result.endNanos()).isEqualTo(900);
  }

  @Test
  void runWithoutRequestsIsEmpty() {
    Ran ran = Bench.of(ENGINE).run();

    assertThat(ran.answers()).isEmpty();
    assertThat(ran.steps()).isEmpty();
    assertThat(ran.result().seconds()).isZero();
    assertThat(ran.result().counts().sent()).isZero();
    assertThat(ran.result().measured().ttft().mean()).isNaN();
    assertThat(ran.result().inFlight().windowArea()).isZero();
  }

  // Two prompts of 10 in one step: both TTFT 1020. The split's parts are means and sum to the mean
  // of TTFT. rtt 40 and a station of 100: ingest 120 and 220, the second meets the step of the
  // first [120, 1130) and runs [1130, 2140): its wait is 910.
  //   ingest 170, waiting for the step 455, prefill 1010, streaming 20: TTFT 1655
  @Test
  void splitOfTheTimeToFirstTokenIsOfMeans() {
    RunResult result =
        Bench.of(ENGINE).rtt(40).ingest(0, 100, 1).send(0, 10, 1).send(0, 10, 1).run().result();

    assertThat(result.split().ingestNanos()).isEqualTo(170);
    assertThat(result.split().wait(WaitCause.STEP)).isEqualTo(455);
    assertThat(result.split().wait(WaitCause.KV)).isZero();
    assertThat(result.split().prefillNanos()).isEqualTo(1010);
    assertThat(result.split().streamNanos()).isEqualTo(20);
    assertThat(result.measured().ttft().mean()).isEqualTo(1655);
  }

  // the window [0, 2000): the first request is answered in it (1010), the second is not (2011)
  @Test
  void tokensOfTheWindowAreThoseOfRequestsAnsweredInIt() {
    RunResult result =
        Bench.of(ENGINE)
            .maxNumSeqs(1)
            .window(MeasureWindow.steady(0, 2000))
            .send(0, 10, 1)
            .send(1010, 1, 1)
            .run()
            .result();

    assertThat(result.tokens().completedRequests()).isEqualTo(1);
    assertThat(result.tokens().completedInput()).isEqualTo(10);
    assertThat(result.tokens().completedOutput()).isEqualTo(1);
    assertThat(result.measured().size()).isEqualTo(2);
  }

  @Test
  void cancelledRunReportsWhatIsUnfinished() {
    List<Ask> many = Collections.nCopies(50_000, Ask.of(0, 10, 3));
    Ran ran = Bench.of(ENGINE).bare().source(new ClosedLoop(4, 0, many)).run(() -> true);

    assertThat(ran.result().cancelled()).isTrue();
    assertThat(ran.answers().size()).isBetween(1, 49_999);
    assertThat(ran.answers())
        .filteredOn(answer -> answer.outcome() == Outcome.UNFINISHED)
        .hasSizeBetween(1, 4); // clients that have their answer may not have sent again
    assertThat(ran.answers())
        .extracting(Answer::index)
        .doesNotHaveDuplicates()
        .hasSize((int) ran.result().counts().sent());
  }

  @Test
  void progressOnlyEverGrows() {
    List<Ask> many = Collections.nCopies(50_000, Ask.of(0, 10, 3));
    List<Long> times = new ArrayList<>();
    List<Long> gone = new ArrayList<>();
    new Simulation(
            Bench.of(ENGINE).deployment(),
            new ClosedLoop(4, 0, many),
            RunSettings.of(MeasureWindow.WHOLE),
            ENGINE)
        .run(
            RequestSink.NONE,
            (nanos, finished) -> {
              times.add(nanos);
              gone.add(finished);
            },
            CancelToken.NEVER);

    assertThat(times).isNotEmpty().isSorted();
    assertThat(gone).isSorted();
  }

  @Test
  void sourceThatSendsAtAnotherTimeThanItAnnouncedIsFoundOut() {
    ListSource late =
        new ListSource(List.of(Ask.of(100, 10, 1))) {
          @Override
          public void next(RequestDraft out) {
            super.next(out);
            out.sentNanos = 101;
          }
        };

    assertThatThrownBy(() -> Bench.of(ENGINE).source(late).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("announced for 100, sent at 101");
  }
}
