package io.foretoken.sim.replica.cohort;

import java.util.Arrays;

/**
 * Sequences by the step in which something happens to them: linked lists in a wheel, so that
 * finding those of a step, and taking one out, cost the same however many there are.
 *
 * <p>A list holds the sequences of all steps that are a turn of the wheel apart: whoever walks it
 * looks at {@link #stepOf}.
 */
final class StepWheel {
  static final int NONE = -1;
  private static final int UNLINKED = -2;
  private static final int MASK = 1023;

  private final int[] heads = new int[MASK + 1];
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private long[] steps = new long[0];

  StepWheel() {
    Arrays.fill(heads, NONE);
  }

  /** Something will happen to a sequence that is not on the wheel. */
  void link(int sequence, long step) {
    reserve(sequence);
    steps[sequence] = step;
    int at = (int) step & MASK;
    int after = heads[at];
    next[sequence] = after;
    previous[sequence] = NONE;
    if (after != NONE) {
      previous[after] = sequence;
    }
    heads[at] = sequence;
  }

  /** Takes a sequence off the wheel, if it is on it; says whether it was. */
  boolean unlink(int sequence) {
    if (!isLinked(sequence)) {
      return false;
    }
    int before = previous[sequence];
    int after = next[sequence];
    if (before == NONE) {
      heads[(int) steps[sequence] & MASK] = after;
    } else {
      next[before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
    previous[sequence] = UNLINKED;
    return true;
  }

  boolean isLinked(int sequence) {
    return sequence < previous.length && previous[sequence] != UNLINKED;
  }

  /** The first sequence on the list of a step, see {@link #next}. */
  int first(long step) {
    return heads[(int) step & MASK];
  }

  int next(int sequence) {
    return next[sequence];
  }

  /** The step of a sequence on the wheel. */
  long stepOf(int sequence) {
    return steps[sequence];
  }

  /** Whether anything happens in a step. */
  boolean hasAny(long step) {
    int sequence = first(step);
    while (sequence != NONE && steps[sequence] != step) {
      sequence = next[sequence];
    }
    return sequence != NONE;
  }

  private void reserve(int sequence) {
    if (sequence >= next.length) {
      int from = next.length;
      int length = Math.max(Math.max(64, sequence + 1), 2 * from);
      next = Arrays.copyOf(next, length);
      previous = Arrays.copyOf(previous, length);
      Arrays.fill(previous, from, length, UNLINKED);
      steps = Arrays.copyOf(steps, length);
    }
  }
}
