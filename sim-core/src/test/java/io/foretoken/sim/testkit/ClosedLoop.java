package io.foretoken.sim.testkit;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Clients that each send a request, wait for the answer, think, and send the next. The n-th request
 * sent takes its lengths from the n-th entry of the list; its time there is not used.
 */
public final class ClosedLoop implements RequestSource {
  private final List<Ask> asks;
  private final long thinkNanos;
  private final PriorityQueue<Long> readyAt = new PriorityQueue<>();
  private int next;

  /**
   * @param clients how many send at time 0
   * @param thinkNanos from an answer to the next request of the same client
   */
  public ClosedLoop(int clients, long thinkNanos, List<Ask> asks) {
    this.asks = List.copyOf(asks);
    this.thinkNanos = thinkNanos;
    Long[] start = new Long[clients];
    Arrays.fill(start, 0L);
    readyAt.addAll(List.of(start));
  }

  @Override
  public long peekTime() {
    return next < asks.size() && !readyAt.isEmpty() ? readyAt.peek() : NEVER;
  }

  @Override
  public void next(RequestDraft out) {
    Ask ask = asks.get(next);
    out.clear();
    out.index = next++;
    out.sentNanos = readyAt.remove();
    out.intendedNanos = out.sentNanos;
    out.inputTokens = ask.input();
    out.outputTokens = ask.output();
    out.maxTokens = ask.max();
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    readyAt.add(nowNanos + thinkNanos);
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    readyAt.add(nowNanos + thinkNanos);
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    readyAt.add(nowNanos + thinkNanos);
  }
}
