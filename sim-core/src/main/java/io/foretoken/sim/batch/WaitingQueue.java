package io.foretoken.sim.batch;

/**
 * The sequences that wait to be scheduled, in an order of its own. Not a comparator: fairness
 * counters, prefix matches, timeouts and preempted sequences all change the order as it goes.
 */
public interface WaitingQueue {
  /** {@link #peek} and {@link #poll} of an empty queue. */
  int EMPTY = -1;

  /** A sequence enters. */
  void offer(int sequence);

  /** A preempted sequence comes back, ahead of its equals. */
  void pushFront(int sequence);

  /** The sequence that is next, or {@link #EMPTY}. */
  int peek();

  /** Takes the sequence that is next, or {@link #EMPTY}. */
  int poll();

  /** Takes a given sequence out, wherever it stands. */
  void remove(int sequence);

  /**
   * Tells the queue what a tenant has been served.
   *
   * @param inputTokens prompt tokens computed for it
   * @param outputTokens tokens generated for it
   */
  void onServed(int tenant, long inputTokens, long outputTokens);

  /** Sequences waiting. */
  int size();
}
