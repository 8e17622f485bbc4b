package io.foretoken.sim.batch;

/**
 * The smallest priority number first, among equals by arrival; the running sequence with the
 * largest (priority, arrival) loses its blocks when they run short.
 *
 * <p>Example: A (priority 1) runs and B (priority 0) comes later. B is admitted next, and when
 * blocks run short A loses its own, although B was admitted last.
 *
 * <p>Source: vLLM 0.15 to 0.23 with {@code --scheduling-policy priority}: the waiting queue is a
 * heap by (priority, arrival time), to which preempted requests go back with their old arrival; the
 * victim is the maximum of the same pair over the running list. A request that waits takes nothing
 * from one that runs.
 */
public final class PriorityFirstQueue extends OrderedQueue {
  /** Name in the registry of queues. */
  public static final String NAME = "priority";

  private final QueuedSequences sequences;

  public PriorityFirstQueue(QueuedSequences sequences) {
    this.sequences = sequences;
  }

  @Override
  long key(int sequence) {
    return sequences.priority(sequence);
  }

  @Override
  boolean keepsPlace() {
    return true;
  }

  @Override
  public int victim(RankView rank) {
    int victim = rank.runningCount() - 1;
    for (int place = victim - 1; place >= 0; place--) {
      if (precedes(rank.running(victim), rank.running(place))) {
        victim = place;
      }
    }
    return victim;
  }
}
