package io.foretoken.validation.calibrate;

import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestSink;
import java.util.Arrays;

/**
 * Latencies of the requests of a run, in the order in which its load lists them.
 *
 * @param ttftNanos from send to first token; negative where it is not known
 * @param e2eNanos from send to last token; negative where it is not known
 */
@SuppressWarnings("ArrayRecordComponent") // columns of up to 18,000 requests, never compared
public record RequestTimes(long[] ttftNanos, long[] e2eNanos) {
  /** Of a run of which only figures are known. */
  public static final RequestTimes NONE = new RequestTimes(new long[0], new long[0]);

  /** Requests that nothing is known of yet. */
  static RequestTimes unknown(int requests) {
    long[] none = new long[requests];
    Arrays.fill(none, -1);
    return new RequestTimes(none, none.clone());
  }

  /** Notes the latencies of requests that finish. */
  RequestSink sink() {
    return row -> {
      if (row.outcome == Outcome.FINISHED && row.index < ttftNanos.length) {
        ttftNanos[(int) row.index] = row.firstTokenNanos - row.sentNanos;
        e2eNanos[(int) row.index] = row.finishedNanos - row.sentNanos;
      }
    };
  }

  /** Whether both latencies of a request are known. */
  boolean knows(int request) {
    return ttftNanos[request] >= 0 && e2eNanos[request] >= 0;
  }

  /** The same of the requests in {@code [from, to)} alone; the others are not known. */
  RequestTimes within(int from, int to) {
    RequestTimes some = unknown(ttftNanos.length);
    System.arraycopy(ttftNanos, from, some.ttftNanos, from, to - from);
    System.arraycopy(e2eNanos, from, some.e2eNanos, from, to - from);
    return some;
  }
}
