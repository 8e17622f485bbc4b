package io.foretoken.sim.batch;

/**
 * The share of the tokens declared by running requests that SGLang's scheduler reserves: it begins
 * at 0.7 x conservativeness, goes down to 0.14 of that in 600 decode steps, and jumps when requests
 * had to be retracted to what the remaining ones have used so far plus 20 tokens each.
 *
 * <p>Source: defaults of the engine's environment variables {@code SGLANG_INIT_NEW_TOKEN_RATIO},
 * {@code SGLANG_MIN_NEW_TOKEN_RATIO_FACTOR}, {@code SGLANG_NEW_TOKEN_RATIO_DECAY_STEPS} and {@code
 * SGLANG_RETRACT_DECODE_STEPS} (0.4 to 0.5).
 */
final class NewTokenRatio {
  private static final double FIRST = 0.7;
  private static final double LEAST_SHARE = 0.14;
  private static final int DECAY_STEPS = 600;
  private static final int TOKENS_AFTER_RETRACTION = 20;

  private final double least;
  private final double decay;
  private double from;
  private long steps;

  NewTokenRatio(double conservativeness) {
    from = Math.min(1, FIRST * conservativeness);
    least = Math.min(1, from * LEAST_SHARE);
    decay = (from - least) / DECAY_STEPS;
  }

  /** The ratio now. */
  double value() {
    return Math.max(least, from - steps * decay);
  }

  /** Decode steps have run without a retraction. */
  void decoded(long count) {
    steps += count;
  }

  /**
   * Requests have been retracted.
   *
   * @param rows those that remain in decode
   * @param generated tokens generated for them
   * @param declared tokens that they may generate in all
   */
  void retracted(int rows, long generated, long declared) {
    steps = 0;
    from = Math.min(1, (generated + (double) TOKENS_AFTER_RETRACTION * rows) / (declared + 1));
  }
}
