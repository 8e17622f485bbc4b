package io.foretoken.sim.testkit;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;

/** Requests at equal gaps whose clients wait for a minute. */
public abstract class SteadyArrivals implements RequestSource {
  private static final long MINUTE = 60_000_000_000L;

  private final long count;
  private final long gapNanos;
  private long index;

  /** So many requests, one every {@code gapNanos}. */
  protected SteadyArrivals(long count, long gapNanos) {
    this.count = count;
    this.gapNanos = gapNanos;
  }

  /** Lengths and content of a request, whose {@code index} is set. */
  protected abstract void describe(RequestDraft out);

  @Override
  public long peekTime() {
    return index == count ? NEVER : index * gapNanos;
  }

  @Override
  public void next(RequestDraft out) {
    out.sentNanos = peekTime();
    out.intendedNanos = out.sentNanos;
    out.timeoutNanos = MINUTE;
    out.index = index++;
    describe(out);
  }

  @Override
  public void onFinished(long which, long nowNanos) {}

  @Override
  public void onRefused(long which, long nowNanos) {}

  @Override
  public void onTimeout(long which, long nowNanos) {}

  @Override
  public boolean reacts() {
    return false;
  }
}
