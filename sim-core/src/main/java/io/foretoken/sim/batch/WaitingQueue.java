package io.foretoken.sim.batch;

/**
 * The sequences that wait to be scheduled, in an order of its own. Not a comparator: fairness
 * counters, prefix matches, timeouts and preempted sequences all change the order as it goes.
 */
public interface WaitingQueue {
  /** {@link #peek} and {@link #poll} of an empty queue. */
  int EMPTY = -1;

  /** A scheduling decision begins: what the order depends on may have changed. */
  default void decide() {}

  /** A sequence enters. */
  void offer(int sequence);

  /** A preempted sequence comes back, ahead of its equals. */
  void pushFront(int sequence);

  /** The sequence that is next, or {@link #EMPTY}. */
  int peek();

  /** Takes the sequence that is next, or {@link #EMPTY}; see {@link #putBack}. */
  default int poll() {
    int first = peek();
    if (first != EMPTY) {
      remove(first);
    }
    return first;
  }

  /** The sequence taken last comes back, as if it had not been taken. */
  default void putBack(int sequence) {
    pushFront(sequence);
  }

  /** Takes a given sequence out, wherever it stands. */
  void remove(int sequence);

  /**
   * Tells the queue what a tenant has been served.
   *
   * @param inputTokens prompt tokens computed for it
   * @param outputTokens tokens generated for it
   */
  default void onServed(int tenant, long inputTokens, long outputTokens) {}

  /** Whether {@link #onServed} means anything to the queue. */
  default boolean countsServed() {
    return false;
  }

  /**
   * Whether the sequence that is next stays so while none enters, leaves or is preempted, whatever
   * running ones are served and however the prefix cache changes.
   */
  default boolean isSteady() {
    return true;
  }

  /**
   * The place in the running list of the sequence that loses its blocks when they run short: the
   * one admitted last, unless the order says otherwise.
   *
   * @param rank has at least one running sequence
   */
  default int victim(RankView rank) {
    return rank.runningCount() - 1;
  }

  /** Sequences waiting. */
  int size();
}
