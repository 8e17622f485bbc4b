package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.step.RankShape;
import java.util.Arrays;
import java.util.List;

/**
 * The sequences of a rank that are in decode and advance together by one token per step, as sums.
 *
 * <p>The cohort's clock counts its scheduled steps. A row that joined at clock j with c tokens
 * computed has c + (k - j) at clock k, so (c - j) mod block never changes, and the rows that need a
 * new block in the next step are those of one residue class: a ring of counts answers in one
 * reading. A row that has r tokens still to make makes its last in step j + r, where the wheel of
 * those that finish has it.
 *
 * <p>Example: block 16, rows with 31 and 32 tokens computed at clock 0. The next step (clock 0)
 * needs a block for the second row, whose 33rd token begins one; the step after (clock 1) needs one
 * for the first.
 */
final class DecodeCohort {
  static final int NONE = StepWheel.NONE;
  private static final long NEVER = -1;

  private final RequestTable requests;
  private final SequenceTable sequences;
  private final int block;
  private final int[] residues;
  private final StepWheel finishing = new StepWheel();
  private final WindowRows[] windows;
  private final SpanRows[] spans;
  private final boolean isFull;
  private final ServedRows served;
  private final LabelRows labels = new LabelRows();
  private long[] finishStep = new long[0];
  private long[] joinedAt = new long[0];
  private final FreshRows fresh = new FreshRows();
  private long[] freshSince = new long[0];
  private int rows;
  private long context;
  private long left;
  private long blocksHeld;
  private long clock;
  private long ended;
  private int dueResidue;
  private long lastEmission;

  /**
   * @param windowSpans attention windows of the model
   * @param groups attention of the KV groups; those with full attention need nothing kept
   * @param served learns which rows are served, or null
   */
  DecodeCohort(
      RequestTable requests,
      SequenceTable sequences,
      int blockSize,
      List<AttentionSpan> windowSpans,
      List<AttentionSpan> groups,
      ServedRows served) {
    this.requests = requests;
    this.sequences = sequences;
    this.served = served;
    block = blockSize;
    residues = new int[blockSize];
    windows = new WindowRows[windowSpans.size()];
    for (int window = 0; window < windows.length; window++) {
      windows[window] = new WindowRows(windowSpans.get(window));
    }
    List<AttentionSpan> partial = groups.stream().filter(span -> !span.isFull()).toList();
    spans = new SpanRows[partial.size()];
    for (int span = 0; span < spans.length; span++) {
      spans[span] = new SpanRows(partial.get(span), blockSize, this);
    }
    isFull = windows.length == 0 && spans.length == 0;
  }

  int rows() {
    return rows;
  }

  /** The rows by label. */
  LabelRows labels() {
    return labels;
  }

  /** Label of the request of a sequence. */
  int label(int sequence) {
    return requests.label(sequences.request(sequence));
  }

  /** Tokens computed for the rows, summed. */
  long context() {
    return context;
  }

  /** Tokens that may still be generated for the rows, by the limits that they declared, summed. */
  long left() {
    return left;
  }

  /** Blocks of one group with full attention that the rows hold, shared ones once per holder. */
  long blocksHeld() {
    return blocksHeld;
  }

  /** Steps scheduled. */
  long clock() {
    return clock;
  }

  /** End of the latest step that ended. */
  long lastEmission() {
    return lastEmission;
  }

  /** Blocks that the rows need in their next step, in every KV group. */
  int blocksDue() {
    return residues[dueResidue];
  }

  /** What the rows give back, by KV group without full attention. */
  SpanRows[] spans() {
    return spans;
  }

  /** Adds the rows' window sums to a shape. */
  void addWindows(RankShape shape) {
    for (int window = 0; window < windows.length; window++) {
      shape.decodeWindowContext[window] += windows[window].sum();
    }
  }

  /** Adds the window sums of one sequence with so many tokens stored to a shape. */
  void addWindows(RankShape shape, int stored) {
    for (int window = 0; window < windows.length; window++) {
      shape.decodeWindowContext[window] += windows[window].read(stored);
    }
  }

  /** Takes the window sums of one such sequence out of a shape. */
  void removeWindows(RankShape shape, int stored) {
    for (int window = 0; window < windows.length; window++) {
      shape.decodeWindowContext[window] -= windows[window].read(stored);
    }
  }

  /** All rows have been scheduled for one token. */
  void advance() {
    context += rows;
    left -= rows;
    blocksHeld += residues[dueResidue];
    clock++;
    dueResidue = dueResidue == 0 ? block - 1 : dueResidue - 1;
    if (!isFull) {
      for (WindowRows window : windows) {
        window.advance(clock);
      }
      for (SpanRows span : spans) {
        span.advance(clock);
      }
    }
  }

  /** A step of the cohort has ended. */
  void ended(long step, long now) {
    ended = step;
    lastEmission = now;
  }

  /**
   * A row of the cohort's next step has a token from a step in which the cohort rested; to be
   * called when that step ends.
   */
  void emittedAlone(int sequence, long now) {
    freshSince[sequence] = ended;
    fresh.add(label(sequence), now);
  }

  /** The rows that have had a token since the cohort's latest step ended. */
  FreshRows fresh() {
    return fresh;
  }

  /** A row leaves that will get no token with the cohort's next step, or gets it by itself. */
  void forgetFresh(int sequence) {
    if (freshSince[sequence] == ended) {
      freshSince[sequence] = NEVER;
      fresh.remove(label(sequence), sequences.lastEmission(sequence));
    }
  }

  /** A sequence that has been scheduled up to its latest token joins for the steps that follow. */
  void join(int sequence) {
    reserve(sequence);
    joinedAt[sequence] = clock;
    freshSince[sequence] = NEVER;
    rows++;
    labels.add(label(sequence));
    int computed = sequences.computed(sequence);
    context += computed;
    left += sequences.limit(sequence) - sequences.sampled(sequence);
    blocksHeld += BlockPool.blocksFor(computed, block);
    residues[residueOf(computed)]++;
    if (served != null) {
      served.join(sequence, clock);
    }
    int toCome = sequences.output(sequence) - sequences.sampled(sequence);
    finishStep[sequence] = clock + toCome;
    if (toCome > 0) {
      finishing.link(sequence, clock + toCome);
    }
    if (!isFull) {
      for (WindowRows window : windows) {
        window.join(sequence, computed, clock);
      }
      for (SpanRows span : spans) {
        span.join(sequence, sequences.computedBefore(sequence), computed, clock);
      }
    }
  }

  /** A row leaves; the table learns how far its scheduled steps are. It stays on the wheel. */
  void leave(int sequence) {
    int computed = computed(sequence);
    rows--;
    labels.remove(label(sequence));
    context -= computed;
    left -= sequences.limit(sequence) - sampled(sequence);
    blocksHeld -= BlockPool.blocksFor(computed, block);
    residues[residueOf(computed)]--;
    sequences.scheduled(sequence, computed, sampled(sequence));
    if (served != null) {
      served.leave(sequence, clock);
    }
    if (!isFull) {
      for (WindowRows window : windows) {
        window.leave(sequence, computed);
      }
      for (SpanRows span : spans) {
        span.leave(sequence, sequences.computedBefore(sequence), computed);
      }
    }
  }

  /** Tokens computed for a row. */
  int computed(int sequence) {
    return sequences.computed(sequence) + (int) (clock - joinedAt[sequence]);
  }

  /** Tokens that were computed for a row when it was scheduled last. */
  int computedBefore(int sequence) {
    return clock > joinedAt[sequence] ? computed(sequence) - 1 : sequences.computedBefore(sequence);
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
    return finishing.isLinked(sequence);
  }

  /** The first sequence on the wheel's list for the step, see {@link #nextInList}. */
  int firstInList(long step) {
    return finishing.first(step);
  }

  int nextInList(int sequence) {
    return finishing.next(sequence);
  }

  /** Whether the end of the step makes the last token of any sequence. */
  boolean endsAny(long step) {
    return finishing.hasAny(step);
  }

  /** The step whose end makes the last token of a sequence on the wheel. */
  long finishStep(int sequence) {
    return finishStep[sequence];
  }

  /** Takes a sequence off the wheel, if it is on it; says whether it was. */
  boolean unlink(int sequence) {
    return finishing.unlink(sequence);
  }

  /**
   * The class of a row with {@code computed} tokens now: the due class moves down by one a step.
   */
  private int residueOf(int computed) {
    int residue = BlockPool.beyondFull(computed, block) + dueResidue;
    return residue < block ? residue : residue - block;
  }

  private void reserve(int sequence) {
    if (sequence >= joinedAt.length) {
      int length = Math.max(Math.max(64, sequence + 1), 2 * joinedAt.length);
      finishStep = Arrays.copyOf(finishStep, length);
      joinedAt = Arrays.copyOf(joinedAt, length);
      freshSince = Arrays.copyOf(freshSince, length);
    }
  }
}
