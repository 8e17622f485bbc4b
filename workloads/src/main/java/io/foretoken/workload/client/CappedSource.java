package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;

/**
 * A client that keeps at most so many requests in flight: what arrives beyond waits in the client,
 * in order, until a slot is free. {@code intendedNanos} stays the arrival, {@code sentNanos} is the
 * later of arrival and free slot. A slot is freed when the request finishes, is refused or times
 * out. Slots freed at the same instant are taken by the waiting requests in their order.
 *
 * <p>It is enough to remember the time of the last callback: a request that waits was not sent at
 * any earlier one.
 */
public final class CappedSource implements RequestSource {
  private final RequestSource source;
  private final int maxInFlight;
  private int inFlight;
  private long lastFreedNanos;

  /**
   * @param maxInFlight at least 1
   */
  public CappedSource(RequestSource source, int maxInFlight) {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("max_in_flight must be positive, was " + maxInFlight);
    }
    this.source = source;
    this.maxInFlight = maxInFlight;
  }

  @Override
  public long peekTime() {
    return inFlight == maxInFlight ? NEVER : Math.max(source.peekTime(), lastFreedNanos);
  }

  @Override
  public void next(RequestDraft out) {
    long sentNanos = peekTime();
    source.next(out);
    out.sentNanos = sentNanos;
    inFlight++;
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    free(nowNanos);
    source.onFinished(index, nowNanos);
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    free(nowNanos);
    source.onRefused(index, nowNanos);
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    free(nowNanos);
    source.onTimeout(index, nowNanos);
  }

  private void free(long nowNanos) {
    inFlight--;
    lastFreedNanos = nowNanos;
  }
}
