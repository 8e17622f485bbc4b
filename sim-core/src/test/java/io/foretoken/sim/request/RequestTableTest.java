package io.foretoken.sim.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestTableTest {
  private final RequestTable table = new RequestTable();
  private final RequestRow row = new RequestRow();

  // intended 5, sent 10; in the queue at 40 (ingest 30); scheduled at 100 (60 of waiting, 50 for
  // the step and 10 for KV); first token out at 180 (prefill 80), at the client at 190 (stream 10);
  // answered at 300. TTFT = 190 - 10 = 180 = 30 + 60 + 80 + 10
  @Test
  void rowSplitsTheTimeToFirstTokenWithoutARest() {
    int slot = table.add(draft(7));
    table.routedTo(slot, 2);
    table.enqueued(slot, 40);
    table.addWait(slot, WaitCause.STEP, 50);
    table.addWait(slot, WaitCause.KV, 10);
    table.scheduledFirst(slot, 100, 16);
    table.firstToken(slot, 180, 190);
    table.emitted(slot, 3);
    table.preempted(slot, 200);
    table.resumed(slot, 220);
    table.outcome(slot, Outcome.FINISHED, "");
    table.describe(slot, 300, true, row);

    assertThat(row.index).isEqualTo(7);
    assertThat(row.replica).isEqualTo(2);
    assertThat(row.classIndex).isEqualTo(1);
    assertThat(row.tenant).isEqualTo(4);
    assertThat(row.outcome).isEqualTo(Outcome.FINISHED);
    assertThat(row.inputTokens).isEqualTo(100);
    assertThat(row.outputTokens).isEqualTo(3);
    assertThat(row.cachedTokens).isEqualTo(16);
    assertThat(row.preemptions).isEqualTo(1);
    assertThat(row.preemptedNanos).isEqualTo(200);
    assertThat(row.resumedNanos).isEqualTo(220);
    assertThat(row.intendedNanos).isEqualTo(5);
    assertThat(row.sentNanos).isEqualTo(10);
    assertThat(row.ingestNanos).isEqualTo(30);
    assertThat(row.waitNanos).containsExactly(50, 0, 10, 0, 0, 0);
    assertThat(row.prefillNanos).isEqualTo(80);
    assertThat(row.streamNanos).isEqualTo(10);
    assertThat(row.firstTokenNanos).isEqualTo(190);
    assertThat(row.finishedNanos).isEqualTo(300);
    assertThat(row.measured).isTrue();
  }

  // still in the queue when the run is cut: nothing has happened to it that has a length
  @Test
  void rowOfARequestNeverScheduledHasNoWaits() {
    int slot = table.add(draft(7));
    table.enqueued(slot, 40);
    table.addWait(slot, WaitCause.STEP, -40); // entered, not left
    table.outcome(slot, Outcome.UNFINISHED, "");
    table.describe(slot, -1, false, row);

    assertThat(row.waitNanos).containsOnly(0);
    assertThat(row.ingestNanos).isEqualTo(30);
    assertThat(row.prefillNanos).isZero();
    assertThat(row.streamNanos).isZero();
    assertThat(row.firstTokenNanos).isEqualTo(-1);
    assertThat(row.finishedNanos).isEqualTo(-1);
    assertThat(row.replica).isEqualTo(-1);
  }

  @Test
  void slotGivenBackIsUsedAgainAndStartsClean() {
    int slot = table.add(draft(1));
    table.routedTo(slot, 3);
    table.enqueued(slot, 40);
    table.scheduledFirst(slot, 50, 8);
    table.firstToken(slot, 60, 61);
    table.emitted(slot, 9);
    table.preempted(slot, 70);
    table.addWait(slot, WaitCause.KV, 5);
    table.outcome(slot, Outcome.REFUSED, "too long");
    table.remove(slot);

    int again = table.add(draft(2));
    table.describe(again, -1, false, row);

    assertThat(again).isEqualTo(slot);
    assertThat(table.live()).isEqualTo(1);
    assertThat(table.wasScheduled(again)).isFalse();
    assertThat(row.index).isEqualTo(2);
    assertThat(row.replica).isEqualTo(-1);
    assertThat(row.outputTokens).isZero();
    assertThat(row.cachedTokens).isZero();
    assertThat(row.preemptions).isZero();
    assertThat(row.preemptedNanos).isEqualTo(-1);
    assertThat(row.waitNanos).containsOnly(0);
    assertThat(row.firstTokenNanos).isEqualTo(-1);
    assertThat(row.reason).isEmpty();
  }

  @Test
  void growsBeyondItsFirstSlotsAndKnowsWhichAreLive() {
    for (int request = 0; request < 1000; request++) {
      assertThat(table.index(table.add(draft(request)))).isEqualTo(request);
    }
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.isLive(slot) && table.index(slot) % 3 == 0) {
        table.remove(slot);
      }
    }

    assertThat(table.live()).isEqualTo(1000 - 334);
    int live = 0;
    for (int slot = 0; slot < table.slots(); slot++) {
      live += table.isLive(slot) ? 1 : 0;
    }
    assertThat(live).isEqualTo(table.live());
  }

  private static RequestDraft draft(long index) {
    RequestDraft draft = new RequestDraft();
    draft.clear();
    draft.index = index;
    draft.classIndex = 1;
    draft.tenant = 4;
    draft.intendedNanos = 5;
    draft.sentNanos = 10;
    draft.inputTokens = 100;
    draft.outputTokens = 3;
    draft.maxTokens = 5;
    return draft;
  }
}
