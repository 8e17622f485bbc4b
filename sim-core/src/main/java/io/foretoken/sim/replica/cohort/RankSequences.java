package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.QueuedSequences;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;

/** What a waiting queue may know of the sequences of a rank. */
record RankSequences(RequestTable requests, SequenceTable sequences, RankKv kv)
    implements QueuedSequences {
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
    return kv.cachedTokens(sequence);
  }
}
