package io.foretoken.sim.testkit;

import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.WaitCause;
import java.util.Arrays;
import java.util.List;

/** A {@link RequestRow} that can be kept and compared; fields as there, times in nanoseconds. */
public record Answer(
    long index,
    int replica,
    Outcome outcome,
    String reason,
    int inputTokens,
    int outputTokens,
    int cachedTokens,
    int preemptions,
    int attempts,
    long retry,
    long intended,
    long sent,
    long firstToken,
    long finished,
    long ingest,
    List<Long> waits,
    long prefill,
    long stream,
    boolean measured) {

  static Answer of(RequestRow row) {
    return new Answer(
        row.index,
        row.replica,
        row.outcome,
        row.reason,
        row.inputTokens,
        row.outputTokens,
        row.cachedTokens,
        row.preemptions,
        row.attempts,
        row.retryNanos,
        row.intendedNanos,
        row.sentNanos,
        row.firstTokenNanos,
        row.finishedNanos,
        row.ingestNanos,
        Arrays.stream(row.waitNanos).boxed().toList(),
        row.prefillNanos,
        row.streamNanos,
        row.measured);
  }

  /** Sent to first token. */
  public long ttft() {
    return firstToken - sent;
  }

  /** Sent to last token. */
  public long e2e() {
    return finished - sent;
  }

  /** Time per output token after the first, rounded down; at least two tokens. */
  public long tpot() {
    return (e2e() - ttft()) / (outputTokens - 1);
  }

  /** In the waiting queue before the first scheduling, for one cause. */
  public long waitFor(WaitCause cause) {
    return waits.get(cause.ordinal());
  }

  /** In the waiting queue before the first scheduling, for all causes. */
  public long waiting() {
    return waits.stream().mapToLong(Long::longValue).sum();
  }
}
