package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.ThinkTime;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.random.StreamRandom;

/**
 * A fixed number of clients, each with one request at a time: all send their first at 0, and each
 * sends its next one a think time after it has the last token (or the refusal) of the one before.
 * What a request asks for depends on its index, that is on its place in the order of sending, not
 * on the client that sends it.
 */
public final class ClosedLoopSource implements RequestSource {
  private final ThinkTime think;
  private final RequestContent content;
  private final StreamRandom random;

  /** Send times of the clients that have no request in flight, as a binary heap. */
  private final long[] sends;

  private int waiting;
  private long index;

  /**
   * @param concurrency number of clients, at least 1
   */
  public ClosedLoopSource(
      int concurrency, ThinkTime think, RequestContent content, StreamRandom random) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be positive, was " + concurrency);
    }
    this.think = think;
    this.content = content;
    this.random = random;
    this.sends = new long[concurrency];
    this.waiting = concurrency;
  }

  @Override
  public long peekTime() {
    return waiting == 0 ? NEVER : sends[0];
  }

  @Override
  public void next(RequestDraft out) {
    out.clear();
    content.fill(index, random, out);
    out.index = index++;
    out.intendedNanos = sends[0];
    out.sentNanos = sends[0];
    removeFirst();
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    add(nowNanos + think.afterNanos(random, index));
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    onFinished(index, nowNanos);
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    onFinished(index, nowNanos);
  }

  private void add(long sendNanos) {
    int hole = waiting++;
    while (hole > 0 && sends[(hole - 1) / 2] > sendNanos) {
      sends[hole] = sends[(hole - 1) / 2];
      hole = (hole - 1) / 2;
    }
    sends[hole] = sendNanos;
  }

  private void removeFirst() {
    long moved = sends[--waiting];
    int hole = 0;
    int child = 1;
    while (child < waiting) {
      if (child + 1 < waiting && sends[child + 1] < sends[child]) {
        child++;
      }
      if (sends[child] >= moved) {
        break;
      }
      sends[hole] = sends[child];
      hole = child;
      child = 2 * hole + 1;
    }
    sends[hole] = moved;
  }
}
