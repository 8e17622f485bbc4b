package io.foretoken.sim.replica;

import io.foretoken.sim.batch.QueuedSequences;
import io.foretoken.sim.request.RequestTable;

/** What a queue may know of waiting requests; a sequence is its request's slot. */
record NaiveBatchSequences(RequestTable requests) implements QueuedSequences {
  @Override
  public int priority(int sequence) {
    return requests.priority(sequence);
  }

  @Override
  public int tenant(int sequence) {
    return requests.tenant(sequence);
  }

  @Override
  public int promptTokens(int sequence) {
    return requests.inputTokens(sequence);
  }

  @Override
  public long deadlineNanos(int sequence) {
    return requests.deadlineNanos(sequence);
  }

  @Override
  public int cachedTokens(int sequence) {
    return 0;
  }
}
