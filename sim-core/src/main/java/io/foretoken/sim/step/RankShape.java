package io.foretoken.sim.step;

import java.util.Arrays;

/**
 * What one data-parallel rank runs in one engine step, as integer aggregates: all that a step's
 * duration may depend on. The engine owns one shape per rank and fills it again for every step.
 *
 * <p>Example: 3 sequences in decode with 100, 200 and 50 tokens stored, and a prompt of 700 tokens
 * of which this step computes the first 512: {@code decodeRows = 3, decodeContext = 350, chunkCount
 * = 1, chunkNew[0] = 512, chunkCached[0] = 0, queryTokens = 515, sampledRows = 3}.
 */
public final class RankShape {
  /** Sequences that each advance by one token. */
  public int decodeRows;

  /** Tokens stored for the decode rows before the step, summed over rows. */
  public long decodeContext;

  /**
   * Per attention window of the model (in the model's order): sum over decode rows of the stored
   * tokens in the window or chunk, see {@link io.foretoken.sim.kv.AttentionSpan#read}. Empty for
   * models with full attention only.
   */
  public final long[] decodeWindowContext;

  /** Prompt chunks computed in this step. */
  public int chunkCount;

  /** Tokens computed per chunk. */
  public int[] chunkNew = new int[8];

  /** Tokens of the same sequence stored before this step, per chunk. */
  public int[] chunkCached = new int[8];

  /** Tokens that go through the layers: decode rows plus all chunk tokens. */
  public int queryTokens;

  /** Rows that sample a token at the end of the step: decode rows plus chunks that end a prompt. */
  public int sampledRows;

  public RankShape(int windows) {
    decodeWindowContext = new long[windows];
  }

  /** Empties the shape. */
  public void clear() {
    decodeRows = 0;
    decodeContext = 0;
    for (int window = 0; window < decodeWindowContext.length; window++) {
      decodeWindowContext[window] = 0;
    }
    chunkCount = 0;
    queryTokens = 0;
    sampledRows = 0;
  }

  /**
   * Adds a prompt chunk.
   *
   * @param newTokens tokens computed in this step, at least 1
   * @param cachedTokens tokens of the sequence stored before it, at least 0
   * @param endsPrompt whether the step samples a token for it
   */
  public void addChunk(int newTokens, int cachedTokens, boolean endsPrompt) {
    if (chunkCount == chunkNew.length) {
      chunkNew = Arrays.copyOf(chunkNew, 2 * chunkCount);
      chunkCached = Arrays.copyOf(chunkCached, 2 * chunkCount);
    }
    chunkNew[chunkCount] = newTokens;
    chunkCached[chunkCount] = cachedTokens;
    chunkCount++;
    queryTokens += newTokens;
    if (endsPrompt) {
      sampledRows++;
    }
  }

  /** Adds decode rows of full attention with the given sum of stored tokens. */
  public void addDecode(int rows, long context) {
    decodeRows += rows;
    decodeContext += context;
    queryTokens += rows;
    sampledRows += rows;
  }

  /** Takes a prompt chunk out again; those behind it move up. */
  public void removeChunk(int chunk, boolean endsPrompt) {
    queryTokens -= chunkNew[chunk];
    sampledRows -= endsPrompt ? 1 : 0;
    chunkCount--;
    System.arraycopy(chunkNew, chunk + 1, chunkNew, chunk, chunkCount - chunk);
    System.arraycopy(chunkCached, chunk + 1, chunkCached, chunk, chunkCount - chunk);
  }

  /** Takes a decode row of full attention out again. */
  public void removeDecode(long context) {
    addDecode(-1, -context);
  }

  /** Whether the step runs nothing on this rank. */
  public boolean isEmpty() {
    return queryTokens == 0;
  }
}
