package io.foretoken.sim.request;

import io.foretoken.sim.kv.BlockRuns;
import java.util.Arrays;

/** What the prompts and answers of requests consist of: segments with a key, by slot. */
public final class Contents {
  private long[] number = new long[0];
  private int[] promptTokens = new int[0];
  private long[] outputKey = new long[0];
  private boolean[] unique = new boolean[0];
  private int[] segments = new int[0];
  private long[][] segmentKeys = new long[0][];
  private int[][] segmentTokens = new int[0][];

  /** The storage of a slot is kept for the requests that follow in it. */
  void begin(int slot, RequestDraft draft) {
    number[slot] = draft.index;
    promptTokens[slot] = draft.inputTokens;
    outputKey[slot] = draft.outputKey;
    segments[slot] = draft.segmentCount;
    unique[slot] =
        draft.segmentCount == 0 && draft.outputKey == 0 && !draft.retry.triesAgainAfter(1);
    if (draft.segmentCount > 0) {
      if (segmentKeys[slot] == null || segmentKeys[slot].length < draft.segmentCount) {
        segmentKeys[slot] = new long[draft.segmentCount];
        segmentTokens[slot] = new int[draft.segmentCount];
      }
      System.arraycopy(draft.segmentKeys, 0, segmentKeys[slot], 0, draft.segmentCount);
      System.arraycopy(draft.segmentTokens, 0, segmentTokens[slot], 0, draft.segmentCount);
    }
  }

  /** The next attempt of a request takes another slot, with the same content. */
  void again(int failed, int slot) {
    number[slot] = number[failed];
    promptTokens[slot] = promptTokens[failed];
    outputKey[slot] = outputKey[failed];
    unique[slot] = unique[failed];
    segments[slot] = segments[failed];
    if (segments[failed] > 0) {
      segmentKeys[slot] = Arrays.copyOf(segmentKeys[failed], segments[failed]);
      segmentTokens[slot] = Arrays.copyOf(segmentTokens[failed], segments[failed]);
    }
  }

  /** A cache may have, or need to have, the content of the request from now on. */
  void cached(int slot) {
    unique[slot] = false;
  }

  /** Whether no cache has, or need have, the content: its own, sent once, never preempted. */
  public boolean isUnique(int slot) {
    return unique[slot];
  }

  /** Appends the content of the prompt; that of a prompt without segments is its own. */
  public void prompt(int slot, BlockRuns out) {
    for (int segment = 0; segment < segmentCount(slot); segment++) {
      out.add(segmentKey(slot, segment), segmentTokens(slot, segment));
    }
  }

  /** Segments of the prompt, at least 1. */
  public int segmentCount(int slot) {
    return Math.max(1, segments[slot]);
  }

  /** Content key of a segment of the prompt. */
  public long segmentKey(int slot, int segment) {
    return segments[slot] == 0 ? ownKey(2 * number[slot]) : segmentKeys[slot][segment];
  }

  /** Tokens of a segment of the prompt. */
  public int segmentTokens(int slot, int segment) {
    return segments[slot] == 0 ? promptTokens[slot] : segmentTokens[slot][segment];
  }

  /** Content key of what the request generates. */
  public long outputKey(int slot) {
    return outputKey[slot] == 0 ? ownKey(2 * number[slot] + 1) : outputKey[slot];
  }

  /** A key that no source would think of. */
  private static long ownKey(long number) {
    long z = (number + 1) * 0xD1342543DE82EF95L;
    z = (z ^ (z >>> 32)) * 0xDABA0B6EB09322E3L;
    return z ^ (z >>> 29);
  }

  void grow(int to) {
    number = Arrays.copyOf(number, to);
    promptTokens = Arrays.copyOf(promptTokens, to);
    outputKey = Arrays.copyOf(outputKey, to);
    unique = Arrays.copyOf(unique, to);
    segments = Arrays.copyOf(segments, to);
    segmentKeys = Arrays.copyOf(segmentKeys, to);
    segmentTokens = Arrays.copyOf(segmentTokens, to);
  }
}
