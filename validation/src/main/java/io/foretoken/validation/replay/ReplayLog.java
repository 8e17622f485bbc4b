package io.foretoken.validation.replay;

import io.foretoken.sim.metrics.Distribution;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.request.WaitCause;
import java.util.Arrays;

/** Notes of each request what the figures of a run do not hold. */
final class ReplayLog implements RequestSink {
  private long[] queuedTtft;
  private int finished;
  private long refused;
  private String refusal = "";
  private long cachedTokens;

  ReplayLog(long requests) {
    queuedTtft = new long[Math.toIntExact(Math.max(1, requests))];
  }

  @Override
  public void accept(RequestRow row) {
    if (row.outcome == Outcome.REFUSED) {
      refused++;
      refusal = refusal.isEmpty() ? row.reason : refusal;
    } else if (row.outcome == Outcome.FINISHED) {
      if (finished == queuedTtft.length) {
        queuedTtft = Arrays.copyOf(queuedTtft, 2 * finished);
      }
      long untilLooked = row.ingestNanos + row.waitNanos[WaitCause.STEP.ordinal()];
      queuedTtft[finished++] = row.firstTokenNanos - row.sentNanos - untilLooked;
      cachedTokens += row.cachedTokens;
    }
  }

  /** First token since the engine looked at the request, nanoseconds. */
  Distribution queuedTtft() {
    return Distribution.of(Arrays.copyOf(queuedTtft, finished));
  }

  /** Requests that finished. */
  int finished() {
    return finished;
  }

  /** Requests that the engine refused. */
  long refused() {
    return refused;
  }

  /** Why the first of them was. */
  String refusal() {
    return refusal;
  }

  /** Prompt tokens found in the prefix cache. */
  long cachedTokens() {
    return cachedTokens;
  }
}
