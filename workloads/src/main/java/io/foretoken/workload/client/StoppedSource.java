package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;

/**
 * A source cut by a {@link StopRule}. What it hands over before the cut is what the source would
 * have handed over without it. Stands below a client cap, so that the duration is compared with the
 * intended time: a request that waits in the client at the end is still sent.
 */
public final class StoppedSource extends ForwardingSource {
  private final StopRule rule;
  private long handedOver;

  /** Cuts {@code source}. */
  public StoppedSource(RequestSource source, StopRule rule) {
    super(source);
    this.rule = rule;
  }

  @Override
  public long peekTime() {
    if (handedOver >= rule.requests()) {
      return NEVER;
    }
    long time = source.peekTime();
    return time >= rule.durationNanos() ? NEVER : time;
  }

  @Override
  public void next(RequestDraft out) {
    source.next(out);
    handedOver++;
  }
}
