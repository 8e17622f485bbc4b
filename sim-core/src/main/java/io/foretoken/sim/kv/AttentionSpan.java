package io.foretoken.sim.kv;

/**
 * Which of a sequence's stored tokens a kind of attention still needs: all of them, the last ones
 * in a sliding window, or those of the chunk that the next token belongs to. What it no longer
 * needs gives its blocks back.
 *
 * <p>Example: a window of 128 tokens and 200 stored: the next token sees the last 127 of them and
 * itself, so tokens 0 to 72 are of no use. A chunk of 128: the chunk began at 128.
 *
 * @param kind the rule
 * @param tokens length of the window or chunk; 0 for all
 */
public record AttentionSpan(Kind kind, int tokens) {
  /** Rules for what is needed. */
  public enum Kind {
    /** All tokens. */
    FULL,
    /** The last tokens. */
    SLIDING,
    /** The tokens since the last multiple of the length. */
    CHUNKED
  }

  /** All tokens. */
  public static final AttentionSpan FULL = new AttentionSpan(Kind.FULL, 0);

  /** Refuses a window or chunk that is not positive. */
  public AttentionSpan {
    if (kind != Kind.FULL && tokens < 1) {
      throw new IllegalArgumentException("a window needs at least 1 token, got " + tokens);
    }
  }

  /** A sliding window. */
  public static AttentionSpan sliding(int windowTokens) {
    return new AttentionSpan(Kind.SLIDING, windowTokens);
  }

  /** Chunks that do not see one another. */
  public static AttentionSpan chunked(int chunkTokens) {
    return new AttentionSpan(Kind.CHUNKED, chunkTokens);
  }

  /** Whether all tokens are needed. */
  public boolean isFull() {
    return kind == Kind.FULL;
  }

  /** The first token, from 0, that is needed when {@code stored} tokens are stored. */
  public int firstNeeded(int stored) {
    return switch (kind) {
      case FULL -> 0;
      case SLIDING -> Math.max(0, stored - tokens + 1);
      case CHUNKED -> stored - stored % tokens;
    };
  }

  /**
   * Tokens of a sequence that its next token's attention reads: of so many stored, those in its
   * window or chunk.
   */
  public int read(int stored) {
    return switch (kind) {
      case FULL -> stored;
      case SLIDING -> Math.min(stored, tokens);
      case CHUNKED -> stored % tokens;
    };
  }

  /** Blocks at the head of a sequence that are no longer needed when so many tokens are stored. */
  public int blocksPassed(int stored, int blockSize) {
    return firstNeeded(stored) / blockSize;
  }
}
