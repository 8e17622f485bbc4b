package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.request.SequenceTable;
import java.util.Arrays;

/**
 * The sequences of a rank that are in decode and advance together by one token per step, as sums.
 *
 * <p>The cohort's clock counts its scheduled steps. A row that joined at clock j with c tokens
 * computed has c + (k - j) at clock k, so (c - j) mod block never changes, and the rows that need a
 * new block in the next step are those of one residue class: a ring of counts answers in one
 * reading. A row that has r tokens still to make makes its last in step j + r: a wheel of linked
 * lists by step finds it then.
 *
 * <p>Example: block 16, rows with 31 and 32 tokens computed at clock 0. The next step (clock 0)
 * needs a block for the second row, whose 33rd token begins one; the step after (clock 1) needs one
 * for the first.
 */
final class DecodeCohort {
  static final int NONE = -1;
  private static final int UNLINKED = -2;
  private static final int WHEEL_MASK = 1023;

  private final SequenceTable sequences;
  private final int block;
  private final int[] residues;
  private final int[] wheel = new int[WHEEL_MASK + 1];
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private long[] finishStep = new long[0];
  private long[] joinedAt = new long[0];
  private int rows;
  private long context;
  private long clock;
  private long ended;
  private int dueResidue;
  private long lastEmission;

  DecodeCohort(SequenceTable sequences, int blockSize) {
    this.sequences = sequences;
    block = blockSize;
    residues = new int[blockSize];
    Arrays.fill(wheel, NONE);
  }

  int rows() {
    return rows;
  }

  /** Tokens computed for the rows, summed. */
  long context() {
    return context;
  }

  /** Steps scheduled. */
  long clock() {
    return clock;
  }

  /** End of the latest step that ended. */
  long lastEmission() {
    return lastEmission;
  }

  /** Blocks that the rows need in their next step. */
  int blocksDue() {
    return residues[dueResidue];
  }

  /** All rows are scheduled for one token. */
  void advance() {
    context += rows;
    clock++;
    dueResidue = dueResidue == 0 ? block - 1 : dueResidue - 1;
  }

  /** A step of the cohort has ended. */
  void ended(long step, long now) {
    ended = step;
    lastEmission = now;
  }

  /** A step without the cohort has ended; rows that join made their latest token in it. */
  void endedWithout(long now) {
    lastEmission = now;
  }

  /** A sequence that has been scheduled up to its latest token joins for the steps that follow. */
  void join(int sequence) {
    reserve(sequence);
    joinedAt[sequence] = clock;
    rows++;
    int computed = sequences.computed(sequence);
    context += computed;
    residues[residueOf(computed)]++;
    int left = sequences.output(sequence) - sequences.sampled(sequence);
    finishStep[sequence] = clock + left;
    previous[sequence] = UNLINKED;
    if (left > 0) {
      link(sequence);
    }
  }

  /** A row leaves; the table learns how far its scheduled steps are. It stays on the wheel. */
  void leave(int sequence) {
    int computed = computed(sequence);
    rows--;
    context -= computed;
    residues[residueOf(computed)]--;
    sequences.scheduled(sequence, computed, sampled(sequence));
  }

  /** Tokens computed for a row. */
  int computed(int sequence) {
    return sequences.computed(sequence) + (int) (clock - joinedAt[sequence]);
  }

  /** Tokens that the scheduled steps will have made for a row. */
  int sampled(int sequence) {
    return sequences.sampled(sequence) + (int) (clock - joinedAt[sequence]);
  }

  /** Whether a row has been in the step with the given number. */
  boolean wasIn(long step, int sequence) {
    return step > joinedAt[sequence];
  }

  /**
   * Writes into the table what the ended steps have made for a row; to be called before it leaves.
   */
  void settleEmitted(int sequence) {
    if (ended > joinedAt[sequence]) {
      int made = sequences.sampled(sequence) + (int) (ended - joinedAt[sequence]);
      sequences.emitted(sequence, made, lastEmission);
    }
  }

  /** The same for a row that has left because its last step is scheduled. */
  void settleEnding(int sequence) {
    if (isLinked(sequence) && ended > joinedAt[sequence]) {
      int toCome = (int) (finishStep[sequence] - ended);
      sequences.emitted(sequence, sequences.output(sequence) - toCome, lastEmission);
    }
  }

  /** Whether a sequence is on the wheel: its last token is not out. */
  boolean isLinked(int sequence) {
    return sequence < previous.length && previous[sequence] != UNLINKED;
  }

  /** The first sequence on the wheel's list for the step, see {@link #nextInList}. */
  int firstInList(long step) {
    return wheel[(int) step & WHEEL_MASK];
  }

  /** Whether the end of the step makes the last token of any sequence. */
  boolean endsAny(long step) {
    int sequence = firstInList(step);
    while (sequence != NONE && finishStep[sequence] != step) {
      sequence = next[sequence];
    }
    return sequence != NONE;
  }

  int nextInList(int sequence) {
    return next[sequence];
  }

  /** The step whose end makes the last token of a sequence on the wheel. */
  long finishStep(int sequence) {
    return finishStep[sequence];
  }

  /** Takes a sequence off the wheel, if it is on it; says whether it was. */
  boolean unlink(int sequence) {
    if (!isLinked(sequence)) {
      return false;
    }
    int before = previous[sequence];
    int after = next[sequence];
    if (before == NONE) {
      wheel[(int) finishStep[sequence] & WHEEL_MASK] = after;
    } else {
      next[before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
    previous[sequence] = UNLINKED;
    return true;
  }

  private void link(int sequence) {
    int at = (int) finishStep[sequence] & WHEEL_MASK;
    int after = wheel[at];
    next[sequence] = after;
    previous[sequence] = NONE;
    if (after != NONE) {
      previous[after] = sequence;
    }
    wheel[at] = sequence;
  }

  /**
   * The class of a row with {@code computed} tokens now: the due class moves down by one a step.
   */
  private int residueOf(int computed) {
    int residue = computed % block + dueResidue;
    return residue < block ? residue : residue - block;
  }

  private void reserve(int sequence) {
    if (sequence >= next.length) {
      int length = Math.max(Math.max(64, sequence + 1), 2 * next.length);
      next = Arrays.copyOf(next, length);
      int from = previous.length;
      previous = Arrays.copyOf(previous, length);
      Arrays.fill(previous, from, length, UNLINKED);
      finishStep = Arrays.copyOf(finishStep, length);
      joinedAt = Arrays.copyOf(joinedAt, length);
    }
  }
}
