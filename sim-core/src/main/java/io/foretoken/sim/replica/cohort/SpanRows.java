package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.AttentionSpan;

/**
 * The blocks that a cohort's rows give back in a KV group whose attention does not need all tokens.
 * Occupancy is piecewise linear in the tokens stored; rows are looked at only where a piece begins:
 * when they reach their window, and at the end of each chunk.
 *
 * <p>Behind its window a row gives a block back whenever its window's begin passes one, so in the
 * steps of one residue class; at the end of a chunk it gives back all the chunk's blocks; and in
 * its first step as a row whatever its prompt holds beyond what is needed.
 */
final class SpanRows {
  private final AttentionSpan span;
  private final DecodeCohort cohort;
  private final int block;
  private final int[] residues;
  private final StepWheel turning = new StepWheel();
  private int dueResidue;
  private int pending;

  SpanRows(AttentionSpan span, int blockSize, DecodeCohort cohort) {
    this.span = span;
    this.cohort = cohort;
    block = blockSize;
    residues = new int[blockSize];
  }

  /** Blocks that the rows give back in their next step. */
  int blocksDue() {
    return pending + residues[dueResidue];
  }

  /**
   * Blocks that a sequence gives back when it is scheduled again.
   *
   * @param before tokens stored when it was scheduled last
   * @param stored tokens stored now
   */
  int passed(int before, int stored) {
    return span.blocksPassed(stored, block) - span.blocksPassed(before, block);
  }

  void join(int sequence, int before, int stored, long clock) {
    if (span.kind() == AttentionSpan.Kind.CHUNKED) {
      pending += passed(before, stored);
      turning.link(sequence, clock + span.tokens() - stored % span.tokens());
      return;
    }
    pending += passed(before, stored - 1);
    if (stored >= span.tokens()) {
      residues[residueOf(stored - span.tokens() + 1)]++;
    } else {
      turning.link(sequence, clock + span.tokens() - stored);
    }
  }

  /**
   * @param before tokens stored when the row was scheduled last
   */
  void leave(int sequence, int before, int stored) {
    if (span.kind() == AttentionSpan.Kind.CHUNKED) {
      pending -= passed(before, stored);
      turning.unlink(sequence);
      return;
    }
    pending -= passed(before, stored - 1);
    if (!turning.unlink(sequence)) {
      residues[residueOf(stored - span.tokens() + 1)]--;
    }
  }

  /** Every row has a token more, and has given back what was due. */
  void advance(long clock) {
    pending = 0;
    dueResidue = dueResidue == 0 ? block - 1 : dueResidue - 1;
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
    if (span.kind() == AttentionSpan.Kind.CHUNKED) {
      int stored = cohort.computed(sequence);
      pending += passed(stored - 1, stored);
      turning.link(sequence, clock + span.tokens());
    } else {
      residues[residueOf(1)]++;
    }
  }

  private int residueOf(int beyond) {
    int residue = beyond % block + dueResidue;
    return residue < block ? residue : residue - block;
  }
}
