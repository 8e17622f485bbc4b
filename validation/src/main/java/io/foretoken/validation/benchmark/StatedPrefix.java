package io.foretoken.validation.benchmark;

/**
 * What a benchmark's settings say of prompts that begin alike.
 *
 * @param tokens that a prompt begins with, its own come after; 0 where nothing is said
 * @param count how many such beginnings there are; every prompt has one of them
 */
public record StatedPrefix(int tokens, int count) {
  /** Nothing is said. */
  public static final StatedPrefix NONE = new StatedPrefix(0, 1);

  /** As files have it, where neither need be a sensible number. */
  static StatedPrefix of(double tokens, double count) {
    return tokens >= 1 && tokens <= RequestCollector.MAX_TOKENS
        ? new StatedPrefix(
            (int) tokens, (int) Math.max(1, Math.min(RequestCollector.MAX_REQUESTS, count)))
        : NONE;
  }

  /** Whether prompts are said to begin alike. */
  public boolean isStated() {
    return tokens > 0;
  }
}
