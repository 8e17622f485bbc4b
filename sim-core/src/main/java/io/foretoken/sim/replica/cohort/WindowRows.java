package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.AttentionSpan;

/**
 * The tokens that a cohort's rows read in an attention window, see {@link AttentionSpan#read}. A
 * row grows by one a step until it reaches its window, and stays there; or until its chunk ends,
 * and begins again.
 */
final class WindowRows {
  private final AttentionSpan span;
  private final boolean starts;
  private final StepWheel turning = new StepWheel();
  private int growing;
  private long sum;

  WindowRows(AttentionSpan span) {
    this.span = span;
    starts = span.kind() == AttentionSpan.Kind.CHUNKED;
  }

  long sum() {
    return sum;
  }

  /** Tokens that a sequence with so many stored reads. */
  int read(int stored) {
    return span.read(stored);
  }

  void join(int sequence, int stored, long clock) {
    int seen = read(stored);
    sum += seen;
    if (seen < span.tokens()) {
      growing++;
      turning.link(sequence, clock + span.tokens() - seen);
    }
  }

  void leave(int sequence, int stored) {
    sum -= read(stored);
    if (turning.unlink(sequence)) {
      growing--;
    }
  }

  /** Every row has a token more. */
  void advance(long clock) {
    sum += growing;
    int sequence = turning.first(clock);
    while (sequence != StepWheel.NONE) {
      int after = turning.next(sequence);
      if (turning.stepOf(sequence) == clock) {
        turning.unlink(sequence);
        turn(sequence, clock);
      }
      sequence = after;
    }
  }

  private void turn(int sequence, long clock) {
    if (starts) {
      sum -= span.tokens();
      turning.link(sequence, clock + span.tokens());
    } else {
      growing--;
    }
  }
}
