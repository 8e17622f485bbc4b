package io.foretoken.sim.batch;

import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import java.util.function.IntUnaryOperator;

/**
 * What the tables of a rank say of its sequences.
 *
 * @param cached tokens of a waiting sequence that the prefix cache would supply
 */
public record TableSequences(
    RequestTable requests, SequenceTable sequences, IntUnaryOperator cached)
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
    return cached.applyAsInt(sequence);
  }
}
