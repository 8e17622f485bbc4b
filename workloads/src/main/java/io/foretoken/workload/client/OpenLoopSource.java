package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.ArrivalProcess;
import io.foretoken.workload.arrival.ArrivalStream;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.random.StreamRandom;

/** Requests that come when their arrival process says, whatever became of the earlier ones. */
public final class OpenLoopSource implements RequestSource {
  private final ArrivalStream arrivals;
  private final RequestContent content;
  private final StreamRandom random;
  private long index;
  private long nextNanos;

  /** Starts the arrivals. */
  public OpenLoopSource(ArrivalProcess arrivals, RequestContent content, StreamRandom random) {
    this.arrivals = arrivals.start(random);
    this.content = content;
    this.random = random;
    this.nextNanos = this.arrivals.next();
  }

  @Override
  public long peekTime() {
    return nextNanos;
  }

  @Override
  public void next(RequestDraft out) {
    out.clear();
    content.fill(index, random, out);
    out.index = index++;
    out.intendedNanos = nextNanos;
    out.sentNanos = nextNanos;
    nextNanos = arrivals.next();
  }

  @Override
  public void onFinished(long index, long nowNanos) {}

  @Override
  public void onRefused(long index, long nowNanos) {}

  @Override
  public void onTimeout(long index, long nowNanos) {}

  @Override
  public boolean reacts() {
    return false;
  }
}
