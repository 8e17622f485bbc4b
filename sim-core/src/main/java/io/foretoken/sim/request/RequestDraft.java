package io.foretoken.sim.request;

import java.util.Arrays;

/**
 * One request as a {@link RequestSource} hands it over. The simulation owns one draft and has it
 * filled again for every request, so a source sets every field and keeps no reference to it.
 */
public final class RequestDraft {
  /** Number of the request within the run, counted from 0 in order of intended arrival. */
  public long index;

  /** When the client wanted to send, nanoseconds since the start of the run. */
  public long intendedNanos;

  /** When the client does send (later than intended where a client cap made it wait). */
  public long sentNanos;

  /** Number of the request's class, from 0. */
  public int classIndex;

  /** Number of the tenant that the request belongs to, from 0. */
  public int tenant;

  /** Prompt length in tokens, at least 1. */
  public int inputTokens;

  /** Tokens that the model will in truth generate, at least 1. Policies must not read it. */
  public int outputTokens;

  /** Declared limit on generated tokens, at least {@link #outputTokens}. */
  public int maxTokens;

  /** Priority as vLLM has it: a smaller number is served earlier. */
  public int priority;

  /** How long after {@link #intendedNanos} the answer is due, nanoseconds; 0 for no deadline. */
  public long dueNanos;

  /** How long after sending each attempt the client gives it up, nanoseconds; 0 for never. */
  public long timeoutNanos;

  /** How long after first sending the client wants no answer any more, nanoseconds; 0 for never. */
  public long cancelNanos;

  /** What the client does after an attempt that has failed. */
  public RetryPolicy retry = RetryPolicy.NONE;

  /** Number of prompt segments in use; 0 means that the prompt shares nothing with any other. */
  public int segmentCount;

  /** Content keys of the prompt's segments: equal keys mean equal tokens. */
  public long[] segmentKeys = new long[4];

  /** Lengths of the prompt's segments in tokens; they sum to {@link #inputTokens}. */
  public int[] segmentTokens = new int[4];

  /**
   * Content key of the output, for later prompts that contain it; 0 for one that no prompt
   * contains.
   */
  public long outputKey;

  /** Makes the draft an unshared prompt of class 0, tenant 0, priority 0. */
  public void clear() {
    index = 0;
    intendedNanos = 0;
    sentNanos = 0;
    classIndex = 0;
    tenant = 0;
    inputTokens = 0;
    outputTokens = 0;
    maxTokens = 0;
    priority = 0;
    dueNanos = 0;
    timeoutNanos = 0;
    cancelNanos = 0;
    retry = RetryPolicy.NONE;
    segmentCount = 0;
    outputKey = 0;
  }

  /** Appends a segment to the prompt. */
  public void addSegment(long key, int tokens) {
    if (segmentCount == segmentKeys.length) {
      segmentKeys = Arrays.copyOf(segmentKeys, 2 * segmentCount);
      segmentTokens = Arrays.copyOf(segmentTokens, 2 * segmentCount);
    }
    segmentKeys[segmentCount] = key;
    segmentTokens[segmentCount] = tokens;
    segmentCount++;
  }
}
