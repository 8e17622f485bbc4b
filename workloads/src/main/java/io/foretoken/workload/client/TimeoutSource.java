package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;

/** Requests whose clients give up so long after sending them. */
public final class TimeoutSource implements RequestSource {
  private final RequestSource source;
  private final long timeoutNanos;

  /**
   * @param timeoutNanos how long a client waits for its whole answer, positive
   * @throws IllegalArgumentException if it is not
   */
  public TimeoutSource(RequestSource source, long timeoutNanos) {
    if (timeoutNanos <= 0) {
      throw new IllegalArgumentException("a timeout must be positive, was " + timeoutNanos + " ns");
    }
    this.source = source;
    this.timeoutNanos = timeoutNanos;
  }

  @Override
  public long peekTime() {
    return source.peekTime();
  }

  @Override
  public void next(RequestDraft out) {
    source.next(out);
    out.timeoutNanos = timeoutNanos;
  }

  @Override
  public boolean reacts() {
    return source.reacts();
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    source.onFinished(index, nowNanos);
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    source.onRefused(index, nowNanos);
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    source.onTimeout(index, nowNanos);
  }
}
