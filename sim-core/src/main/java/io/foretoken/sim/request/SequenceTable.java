package io.foretoken.sim.request;

import java.util.Arrays;

/**
 * The sequences that one rank of an engine knows, waiting or running, as columns in primitive
 * arrays. A slot is reused once its sequence has left; {@link #epoch} tells two sequences in one
 * slot apart.
 *
 * <p>Two counters say how far a sequence is. {@code sampled} counts the output tokens that
 * scheduled steps will have made, {@code emitted} those that ended steps have made: with
 * asynchronous scheduling the first runs ahead of the second. A sequence needs {@code input +
 * sampled - computed} more tokens computed: the rest of its prompt while it is prefilled, 1 per
 * step in decode.
 */
public final class SequenceTable {
  private static final int NONE = -1;

  private int[] request = new int[0];
  private int[] input = new int[0];
  private int[] output = new int[0];
  private int[] limit = new int[0];
  private int[] computed = new int[0];
  private int[] computedBefore = new int[0];
  private int[] sampled = new int[0];
  private int[] emitted = new int[0];
  private boolean[] decoding = new boolean[0];
  private boolean[] running = new boolean[0];
  private int[] blocks = new int[0];
  private long[] lastEmission = new long[0];
  private int[] epoch = new int[0];
  private int[] nextFree = new int[0];
  private int firstFree = NONE;
  private int live;

  /**
   * Takes a slot.
   *
   * @param ofRequest the request's slot in the {@link RequestTable}
   * @param inputTokens prompt length
   * @param outputTokens tokens that it will in truth generate
   * @param maxTokens declared limit
   */
  public int add(int ofRequest, int inputTokens, int outputTokens, int maxTokens) {
    if (firstFree == NONE) {
      grow();
    }
    int slot = firstFree;
    firstFree = nextFree[slot];
    live++;
    request[slot] = ofRequest;
    input[slot] = inputTokens;
    output[slot] = outputTokens;
    limit[slot] = maxTokens;
    computed[slot] = 0;
    computedBefore[slot] = 0;
    sampled[slot] = 0;
    emitted[slot] = 0;
    decoding[slot] = false;
    running[slot] = false;
    blocks[slot] = 0;
    lastEmission[slot] = NONE;
    nextFree[slot] = slot;
    return slot;
  }

  /** Gives the slot back. */
  public void remove(int slot) {
    epoch[slot]++;
    nextFree[slot] = firstFree;
    firstFree = slot;
    live--;
  }

  /** Sequences in the table. */
  public int live() {
    return live;
  }

  /** Slots ever in use at once; live ones are those with {@link #isLive}. */
  public int slots() {
    return request.length;
  }

  /** Whether a sequence holds the slot. */
  public boolean isLive(int slot) {
    return nextFree[slot] == slot;
  }

  public int request(int slot) {
    return request[slot];
  }

  /** Changes whenever the slot changes hands. */
  public int epoch(int slot) {
    return epoch[slot];
  }

  public int computed(int slot) {
    return computed[slot];
  }

  /** Tokens that were computed when the sequence was scheduled last. */
  public int computedBefore(int slot) {
    return computedBefore[slot];
  }

  public int emitted(int slot) {
    return emitted[slot];
  }

  /** Output tokens that scheduled steps will have made. */
  public int sampled(int slot) {
    return sampled[slot];
  }

  /** True output length; not for policies. */
  public int output(int slot) {
    return output[slot];
  }

  /** Declared limit on generated tokens. */
  public int limit(int slot) {
    return limit[slot];
  }

  /** Sets how far the scheduled steps are, for an engine that kept it elsewhere. */
  public void scheduled(int slot, int computedTokens, int sampledTokens) {
    if (computedTokens > computed[slot]) {
      computedBefore[slot] = computedTokens - 1;
    }
    computed[slot] = computedTokens;
    sampled[slot] = sampledTokens;
  }

  /** Sets how far the ended steps are, for an engine that kept it elsewhere. */
  public void emitted(int slot, int tokens, long lastNanos) {
    emitted[slot] = tokens;
    lastEmission[slot] = lastNanos;
  }

  public int blocks(int slot) {
    return blocks[slot];
  }

  public void blocks(int slot, int count) {
    blocks[slot] = count;
  }

  public boolean isDecoding(int slot) {
    return decoding[slot];
  }

  public boolean isRunning(int slot) {
    return running[slot];
  }

  public void running(int slot, boolean isRunning) {
    running[slot] = isRunning;
  }

  /** Tokens of the sequence as far as it is known: prompt and everything sampled. */
  public int length(int slot) {
    return input[slot] + sampled[slot];
  }

  /**
   * Tokens that the next step could compute for the sequence: none once the declared limit is
   * scheduled, since that end can be foreseen (an earlier, natural one cannot).
   */
  public int needed(int slot) {
    return sampled[slot] >= limit[slot] ? 0 : length(slot) - computed[slot];
  }

  /**
   * A step computes tokens of the sequence.
   *
   * @return whether the step samples a token for it
   */
  public boolean schedule(int slot, int tokens) {
    computedBefore[slot] = computed[slot];
    computed[slot] += tokens;
    if (computed[slot] < length(slot)) {
      return false;
    }
    sampled[slot]++;
    decoding[slot] = true;
    return true;
  }

  /** A token that a step was to sample of the sequence is taken back with the step's part of it. */
  public void unsample(int slot) {
    sampled[slot]--;
  }

  /** The prefix cache holds the first {@code tokens} of the sequence. */
  public void startAt(int slot, int tokens) {
    computed[slot] = tokens;
  }

  /** The sequence loses its blocks and has everything to compute again. */
  public void preempt(int slot) {
    computed[slot] = 0;
    blocks[slot] = 0;
    decoding[slot] = false;
    running[slot] = false;
  }

  /**
   * A step that sampled for the sequence has ended.
   *
   * @return whether that was its last token
   */
  public boolean emit(int slot, long now) {
    emitted[slot]++;
    lastEmission[slot] = now;
    return emitted[slot] == output[slot];
  }

  /** End of the step that made the sequence's latest token, or -1. */
  public long lastEmission(int slot) {
    return lastEmission[slot];
  }

  private void grow() {
    int from = request.length;
    int to = Math.max(64, 2 * from);
    request = Arrays.copyOf(request, to);
    input = Arrays.copyOf(input, to);
    output = Arrays.copyOf(output, to);
    limit = Arrays.copyOf(limit, to);
    computed = Arrays.copyOf(computed, to);
    computedBefore = Arrays.copyOf(computedBefore, to);
    sampled = Arrays.copyOf(sampled, to);
    emitted = Arrays.copyOf(emitted, to);
    decoding = Arrays.copyOf(decoding, to);
    running = Arrays.copyOf(running, to);
    blocks = Arrays.copyOf(blocks, to);
    lastEmission = Arrays.copyOf(lastEmission, to);
    epoch = Arrays.copyOf(epoch, to);
    nextFree = Arrays.copyOf(nextFree, to);
    for (int slot = to - 1; slot >= from; slot--) {
      nextFree[slot] = firstFree;
      firstFree = slot;
    }
  }
}
