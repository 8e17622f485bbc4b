package io.foretoken.sim.check;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunMeter;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestTable;
import java.util.Arrays;
import java.util.List;

/**
 * The invariants of a run as seen from outside its engines. Each method throws an {@link
 * IllegalStateException} whose message begins with the number of the invariant that does not hold.
 */
public final class RunChecks {
  private final RequestTable requests;
  private final RunMeter meter;
  private final List<Engine> engines;
  private final int[] outstanding;
  private final int[] routed;
  private long rowTokens;
  private long givenUp;
  private long reached = -1;

  /**
   * @param outstanding requests per replica as the router sees them; read, never written
   */
  public RunChecks(RequestTable requests, RunMeter meter, List<Engine> engines, int[] outstanding) {
    this.requests = requests;
    this.meter = meter;
    this.engines = engines;
    this.outstanding = outstanding;
    routed = new int[outstanding.length];
  }

  /** Between two events: I1, I8, I10, and what every engine says of itself. */
  public void afterEvent() {
    int live = 0;
    Arrays.fill(routed, 0);
    for (int slot = 0; slot < requests.slots(); slot++) {
      if (requests.isLive(slot) && !requests.isAbandoned(slot)) {
        live++;
        if (requests.emitted(slot) > requests.outputTokens(slot)) {
          throw violated(8, slot, "has %d of %d tokens".formatted(emitted(slot), asked(slot)));
        }
        if (requests.replica(slot) >= 0) {
          routed[requests.replica(slot)]++;
        }
      }
    }
    if (live != meter.inFlightNow()) {
      throw new IllegalStateException(
          "I1: %d in flight, %d in the table".formatted(meter.inFlightNow(), live));
    }
    for (int replica = 0; replica < routed.length; replica++) {
      if (routed[replica] != outstanding[replica]) {
        throw new IllegalStateException(
            "I10: replica %d has %d requests, its router sees %d"
                .formatted(replica, routed[replica], outstanding[replica]));
      }
    }
    for (Engine engine : engines) {
      engine.checkInvariants();
    }
  }

  /** A step made the first token of a request: I14, I16. */
  public void firstToken(int slot, long stepEnd, long now, long horizon) {
    if (requests.hasFirstToken(slot)) {
      throw violated(14, slot, "has its first token twice");
    }
    withinHorizon(slot, stepEnd, now, horizon);
  }

  /** A step made the last token of a request: I8, I14, I16. */
  public void finished(int slot, long stepEnd, long now, long horizon) {
    if (!requests.isLive(slot) || requests.outcome(slot) != Outcome.UNFINISHED) {
      throw violated(14, slot, "is answered twice");
    }
    if (requests.emitted(slot) != requests.outputTokens(slot)) {
      throw violated(8, slot, "ends with %d of %d tokens".formatted(emitted(slot), asked(slot)));
    }
    withinHorizon(slot, stepEnd, now, horizon);
  }

  /** An engine says that its queue is full: I14, I16. */
  public void rejected(int slot, long nanos, long now, long horizon) {
    if (!requests.isLive(slot) || requests.outcome(slot) != Outcome.UNFINISHED) {
      throw violated(14, slot, "is answered twice");
    }
    withinHorizon(slot, nanos, now, horizon);
  }

  /** An attempt has failed and another one will follow. */
  public void triesAgain() {
    givenUp++;
  }

  /** A request leaves with its row, or is reported unfinished: I9, I11. */
  public void left(RequestRow row) {
    boolean isGivenUp = row.outcome == Outcome.TIMED_OUT || row.outcome == Outcome.CANCELLED;
    rowTokens += isGivenUp ? 0 : row.outputTokens;
    givenUp += isGivenUp ? 1 : 0;
    boolean finished = row.outcome == Outcome.FINISHED;
    if (row.intendedNanos > row.sentNanos
        || (finished && row.firstTokenNanos < row.sentNanos)
        || (finished && row.finishedNanos < row.firstTokenNanos)) {
      throw new IllegalStateException(
          "I11: request %d intended at %d, sent at %d, first token at %d, finished at %d"
              .formatted(
                  row.index,
                  row.intendedNanos,
                  row.sentNanos,
                  row.firstTokenNanos,
                  row.finishedNanos));
    }
    long least = Math.min(row.ingestNanos, Math.min(row.prefillNanos, row.streamNanos));
    least = Math.min(least, row.retryNanos);
    long sum = row.retryNanos + row.ingestNanos + row.prefillNanos + row.streamNanos;
    for (long wait : row.waitNanos) {
      least = Math.min(least, wait);
      sum += wait;
    }
    boolean hasToken = row.firstTokenNanos >= 0;
    if (least < 0 || (hasToken && sum != row.firstTokenNanos - row.sentNanos)) {
      throw new IllegalStateException(
          "I9: request %d: time to first token %d, its parts sum to %d, the least of them is %d"
              .formatted(row.index, row.firstTokenNanos - row.sentNanos, sum, least));
    }
  }

  /** An engine has let go of a request: only one whose client has given up. I14. */
  public void aborted(int slot) {
    if (!requests.isLive(slot) || !requests.isAbandoned(slot)) {
      throw violated(14, slot, "is given up by its engine, not by its client");
    }
  }

  /** Nothing is left to happen, so nothing may be left in the system: I12. */
  public void drained() {
    if (requests.live() != 0) {
      throw new IllegalStateException("I12: %d are never answered".formatted(requests.live()));
    }
    for (int replica = 0; replica < engines.size(); replica++) {
      int held = engines.get(replica).held();
      ReplicaMeter at = engines.get(replica).meter();
      long running = at.running.value();
      long waiting = at.waiting.value();
      long blocks = at.kvBlocks.value();
      if (held != 0 || running != 0 || waiting != 0 || blocks != 0) {
        throw new IllegalStateException(
            "I12: replica %d ends with %d sequences, %d running, %d waiting, %d blocks"
                .formatted(replica, held, running, waiting, blocks));
      }
    }
  }

  /** Every request has been reported, the unfinished too: I13. */
  public void ended() {
    long made = 0;
    for (Engine engine : engines) {
      made += engine.meter().outputSeries.total();
    }
    if (givenUp == 0 && made != rowTokens) {
      throw new IllegalStateException(
          "I13: engines made %d tokens, requests got %d".formatted(made, rowTokens));
    }
  }

  /** Several rows of one step may be told of after one of them has lowered the horizon. */
  private void withinHorizon(int slot, long stepEnd, long now, long horizon) {
    if (stepEnd > Math.max(now, reached) && stepEnd >= horizon) {
      throw violated(
          16, slot, "is in a step that ends at %d, horizon %d".formatted(stepEnd, horizon));
    }
    reached = Math.max(reached, stepEnd);
  }

  private long emitted(int slot) {
    return requests.emitted(slot);
  }

  private long asked(int slot) {
    return requests.outputTokens(slot);
  }

  private IllegalStateException violated(int number, int slot, String what) {
    return new IllegalStateException(
        "I" + number + ": request " + requests.index(slot) + " " + what);
  }
}
