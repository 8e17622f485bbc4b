package io.foretoken.ui.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.ui.viewmodel.RunRequests.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTimelineTest {
  private static final long END = 1_000_000;

  private static final Slo TTFT_100 =
      new Slo(List.of(new Slo.Term(Slo.Metric.TTFT, "p99", 0.99, 100)));

  private final RunRequests requests = new RunRequests(RequestClasses.one(TTFT_100, true));

  /** Sent at a time, 20 of queue, 30 of prefill, 10 of streaming, then decode. */
  private static RequestRow row(long index, long sent, long finished) {
    RequestRow row = new RequestRow();
    row.index = index;
    row.replica = (int) (index % 2);
    row.inputTokens = 7;
    row.outputTokens = 3;
    row.intendedNanos = sent;
    row.sentNanos = sent;
    row.firstTokenNanos = sent + 60;
    row.prefillNanos = 30;
    row.streamNanos = 10;
    row.finishedNanos = finished;
    row.preemptedNanos = -1;
    row.resumedNanos = -1;
    return row;
  }

  // first token at the client at 160 - 10 streaming = made at 150 - 30 prefill = scheduled at 120
  @Test
  void barIsQueueThenPrefillThenDecode() {
    requests.accept(row(4, 100, 400));

    RequestTimeline.Bar bar = all().bars().get(0);

    assertThat(bar.sentNanos()).isEqualTo(100);
    assertThat(bar.scheduledNanos()).isEqualTo(120);
    assertThat(bar.decodeNanos()).isEqualTo(150);
    assertThat(bar.endNanos()).isEqualTo(400);
    assertThat(bar.ttftNanos()).isEqualTo(60);
    // (400 - 160) / (3 - 1) tokens
    assertThat(bar.tpotNanos()).isEqualTo(120);
    assertThat(bar.verdict()).isEqualTo(Verdict.HOLDS);
  }

  // intended at 50 in an open loop: the first token at 160 is 110 after that, above 100
  @Test
  void lateClientCountsAgainstTheObjectiveOfAnOpenLoop() {
    RequestRow late = row(1, 100, 400);
    late.intendedNanos = 50;
    requests.accept(late);

    assertThat(all().bars().get(0).verdict()).isEqualTo(Verdict.MISSES);
  }

  @Test
  void refusedRequestIsAllQueueAndMisses() {
    RequestRow refused = row(1, 100, 130);
    refused.outcome = Outcome.REFUSED;
    refused.firstTokenNanos = -1;
    requests.accept(refused);

    RequestTimeline.Bar bar = all().bars().get(0);

    assertThat(bar.scheduledNanos()).isEqualTo(130);
    assertThat(bar.decodeNanos()).isEqualTo(130);
    assertThat(bar.verdict()).isEqualTo(Verdict.MISSES);
  }

  @Test
  void cancelledRequestIsNotJudged() {
    RequestRow cancelled = row(1, 100, 130);
    cancelled.outcome = Outcome.CANCELLED;
    requests.accept(cancelled);

    assertThat(all().bars().get(0).verdict()).isEqualTo(Verdict.NOT_JUDGED);
  }

  @Test
  void preemptionIsAGapThatLastsToTheEndWithoutASecondStart() {
    RequestRow preempted = row(1, 100, 400);
    preempted.preemptions = 1;
    preempted.preemptedNanos = 200;
    preempted.resumedNanos = 250;
    requests.accept(preempted);
    RequestRow neverBack = row(2, 101, -1);
    neverBack.preemptions = 1;
    neverBack.preemptedNanos = 300;
    requests.accept(neverBack);

    assertThat(all().bars().get(0).resumedNanos()).isEqualTo(250);
    assertThat(all().bars().get(1).resumedNanos()).isEqualTo(END);
  }

  @Test
  void windowTakesWhatWasInTheSystemByArrival() {
    requests.accept(row(2, 150, 290));
    requests.accept(row(1, 100, 300));
    requests.accept(row(3, 300, 500));
    requests.accept(row(0, 10, 99));

    RequestTimeline window = RequestTimeline.of(requests, 99, 300, -1, END);

    assertThat(window.bars()).extracting(RequestTimeline.Bar::index).containsExactly(1L, 2L);
    assertThat(window.words()).isEqualTo("2 requests, by arrival");
    assertThat(RequestTimeline.of(requests, 99, 300, 0, END).bars()).hasSize(1);
  }

  // 5,001 requests: 2,000 bars are enough for every third (1,667)
  @Test
  void moreRequestsThanBarsAreThinnedEvenlyAndSaidSo() {
    for (int number = 0; number < 5001; number++) {
      requests.accept(row(number, 100 + number, 20_000));
    }

    RequestTimeline window = all();

    assertThat(window.bars()).hasSize(1667);
    assertThat(window.bars().get(1).index()).isEqualTo(3);
    assertThat(window.words()).isEqualTo("every 3rd of 5,001 requests, by arrival");
    assertThat(RequestTimeline.ordinal(11)).isEqualTo("11th");
    assertThat(RequestTimeline.ordinal(22)).isEqualTo("22nd");
  }

  @Test
  void requestsBeyondTheMostAreOnlyCounted() {
    RunRequests few = new RunRequests(RequestClasses.one(Slo.NONE, true), 3);
    for (int number = 0; number < 5; number++) {
      few.accept(row(number, number, 100));
    }

    assertThat(few.size()).isEqualTo(3);
    assertThat(few.seen()).isEqualTo(5);
  }

  @Test
  void eachClassIsJudgedByItsOwnObjective() {
    RequestClasses two =
        new RequestClasses(
            List.of(
                new RequestClass("chat", "a", 0, TTFT_100, true),
                new RequestClass("batch", "a", 0, Slo.NONE, true)),
            List.of("a"));
    RunRequests both = new RunRequests(two);
    RequestRow slow = row(1, 100, 900);
    slow.firstTokenNanos = 500;
    both.accept(slow);
    slow.classIndex = 1;
    both.accept(slow);

    assertThat(RequestTimeline.of(both, 0, END, -1, END).bars())
        .extracting(RequestTimeline.Bar::verdict)
        .containsExactly(Verdict.MISSES, Verdict.NOT_JUDGED);
  }

  private RequestTimeline all() {
    return RequestTimeline.of(requests, 0, END, -1, END);
  }
}
