package io.foretoken.sim.batch;

/**
 * The shortest prompt first, among equals by arrival. Prompt work is known before a request runs,
 * output length is not, so this is shortest job first as far as a server can have it. A steady
 * stream of short prompts starves long ones.
 */
public final class ShortestPromptQueue extends OrderedQueue {
  /** Name in the registry of queues. */
  public static final String NAME = "shortest-prompt-first";

  private final QueuedSequences sequences;

  public ShortestPromptQueue(QueuedSequences sequences) {
    this.sequences = sequences;
  }

  @Override
  long key(int sequence) {
    return sequences.promptTokens(sequence);
  }
}
