package io.foretoken.sim.batch;

/** What a {@link WaitingQueue} may know of the sequences of its rank, waiting or running. */
public interface QueuedSequences {
  /** Priority of the sequence's request: a smaller number is served earlier. */
  int priority(int sequence);

  /** Number of the tenant that the request belongs to, from 0. */
  int tenant(int sequence);

  /** Prompt length in tokens. */
  int promptTokens(int sequence);

  /** When the request should have its answer, nanoseconds; {@link Long#MAX_VALUE} for no such. */
  long deadlineNanos(int sequence);

  /** Tokens of a waiting sequence that the prefix cache would supply now, in full blocks. */
  int cachedTokens(int sequence);
}
