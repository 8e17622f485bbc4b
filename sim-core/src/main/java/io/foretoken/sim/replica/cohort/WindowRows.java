package io.foretoken.sim.replica.cohort;

/**
 * The tokens that a cohort's rows see in an attention window: the sum of min(stored, window). Rows
 * below the window grow by one a step; a row that reaches it stays.
 */
final class WindowRows {
  private final int window;
  private final StepWheel reaching = new StepWheel();
  private int growing;
  private long sum;

  WindowRows(int windowTokens) {
    window = windowTokens;
  }

  long sum() {
    return sum;
  }

  /** Tokens that a sequence with so many stored sees. */
  int seen(int stored) {
    return Math.min(stored, window);
  }

  void join(int sequence, int stored, long clock) {
    sum += seen(stored);
    if (stored < window) {
      growing++;
      reaching.link(sequence, clock + window - stored);
    }
  }

  void leave(int sequence, int stored) {
    sum -= seen(stored);
    if (reaching.unlink(sequence)) {
      growing--;
    }
  }

  /** Every row has a token more. */
  void advance(long clock) {
    sum += growing;
    int sequence = reaching.first(clock);
    while (sequence != StepWheel.NONE) {
      int after = reaching.next(sequence);
      if (reaching.stepOf(sequence) == clock) {
        reaching.unlink(sequence);
        growing--;
      }
      sequence = after;
    }
  }
}
