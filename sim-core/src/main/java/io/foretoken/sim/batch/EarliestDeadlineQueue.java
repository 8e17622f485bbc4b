package io.foretoken.sim.batch;

/**
 * The earliest deadline first, among equals by arrival; requests without one come last. A deadline
 * that has passed still counts: nobody is dropped.
 */
public final class EarliestDeadlineQueue extends OrderedQueue {
  /** Name in the registry of queues. */
  public static final String NAME = "earliest-deadline";

  private final QueuedSequences sequences;

  public EarliestDeadlineQueue(QueuedSequences sequences) {
    this.sequences = sequences;
  }

  @Override
  long key(int sequence) {
    return sequences.deadlineNanos(sequence);
  }
}
