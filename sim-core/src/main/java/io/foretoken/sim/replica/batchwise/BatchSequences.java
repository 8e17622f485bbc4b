package io.foretoken.sim.replica.batchwise;

import io.foretoken.sim.batch.QueuedSequences;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;

/** What a waiting queue may know of the sequences of a replica. There is no prefix cache. */
record BatchSequences(RequestTable requests, SequenceTable sequences) implements QueuedSequences {
  @Override
  public int priority(int sequence) {
    return requests.priority(sequences.request(sequence));
  }

  @Override
  public int tenant(int sequence) {
    return requests.tenant(sequences.request(sequence));
  }

  @Override
  public int promptTokens(int sequence) {
    return requests.inputTokens(sequences.request(sequence));
  }

  @Override
  public long deadlineNanos(int sequence) {
    return requests.deadlineNanos(sequences.request(sequence));
  }

  @Override
  public int cachedTokens(int sequence) {
    return 0;
  }
}
