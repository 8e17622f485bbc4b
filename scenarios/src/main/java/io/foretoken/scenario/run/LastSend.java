package io.foretoken.scenario.run;

import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;

/** Notes when the last request was meant to be sent, and passes everything on. */
final class LastSend implements RequestSink {
  private final RequestSink next;
  private long nanos;

  LastSend(RequestSink next) {
    this.next = next;
  }

  /** Latest intended send among the requests that have left, ns. */
  long nanos() {
    return nanos;
  }

  @Override
  public void accept(RequestRow row) {
    nanos = Math.max(nanos, row.intendedNanos);
    next.accept(row);
  }
}
