package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.step.RankShape;
import java.util.Arrays;

/**
 * What one rank runs in one step: the cohort as a number of rows, and by name only the sequences
 * whose token has to be looked at when the step ends.
 */
final class RankStep {
  final RankShape shape;

  /** Sequences in the step. */
  int rows;

  int prefillTokens;

  /** Rows of the cohort in it. */
  int cohortRows;

  /** Those of them that get their token with the others, by label. */
  final LabelRows labels = new LabelRows();

  /** Number of the cohort's step that this is; 0 without cohort rows. */
  long cohortStep;

  /** Rows of the cohort whose sequence has left while the step was on its way. */
  int wasted;

  /** Sequences to look at when the step ends. */
  int singles;

  private int[] chunkSequences = new int[8];

  int[] sequences = new int[16];
  int[] epochs = new int[16];

  /** Number of the sequence's admission when the step was decided on. */
  long[] admissions = new long[16];

  /** Whether the sequence is one of the {@link #cohortRows}. */
  boolean[] inCohort = new boolean[16];

  /**
   * @param windows attention windows of the model
   */
  RankStep(int windows) {
    shape = new RankShape(windows);
  }

  void clear() {
    shape.clear();
    rows = 0;
    prefillTokens = 0;
    cohortRows = 0;
    labels.clear();
    cohortStep = 0;
    wasted = 0;
    singles = 0;
  }

  /** Adds a prompt chunk of a sequence. */
  void addChunk(int sequence, int tokens, int cached, boolean endsPrompt) {
    if (shape.chunkCount == chunkSequences.length) {
      chunkSequences = Arrays.copyOf(chunkSequences, 2 * shape.chunkCount);
    }
    chunkSequences[shape.chunkCount] = sequence;
    shape.addChunk(tokens, cached, endsPrompt);
    prefillTokens += tokens;
  }

  /** Which chunk is the sequence's, or -1. */
  int chunkOf(int sequence) {
    int chunk = shape.chunkCount - 1;
    while (chunk >= 0 && chunkSequences[chunk] != sequence) {
      chunk--;
    }
    return chunk;
  }

  void removeChunk(int chunk, boolean endsPrompt) {
    prefillTokens -= shape.chunkNew[chunk];
    int behind = shape.chunkCount - chunk - 1;
    System.arraycopy(chunkSequences, chunk + 1, chunkSequences, chunk, behind);
    shape.removeChunk(chunk, endsPrompt);
  }

  /** Whether the step makes a token of a sequence that is no row of the cohort. */
  boolean samples(int sequence) {
    return placeOf(sequence) < singles;
  }

  private int placeOf(int sequence) {
    int at = 0;
    while (at < singles && (sequences[at] != sequence || inCohort[at])) {
      at++;
    }
    return at;
  }

  /** Takes back the token that the step makes of such a sequence; says whether it makes one. */
  boolean removeSingle(int sequence) {
    int at = placeOf(sequence);
    if (at == singles) {
      return false;
    }
    int behind = singles - at - 1;
    System.arraycopy(sequences, at + 1, sequences, at, behind);
    System.arraycopy(epochs, at + 1, epochs, at, behind);
    System.arraycopy(admissions, at + 1, admissions, at, behind);
    System.arraycopy(inCohort, at + 1, inCohort, at, behind);
    singles--;
    return true;
  }

  void addSingle(int sequence, int epoch, long admission, boolean isInCohort) {
    if (singles == sequences.length) {
      sequences = Arrays.copyOf(sequences, 2 * singles);
      epochs = Arrays.copyOf(epochs, 2 * singles);
      admissions = Arrays.copyOf(admissions, 2 * singles);
      inCohort = Arrays.copyOf(inCohort, 2 * singles);
    }
    sequences[singles] = sequence;
    epochs[singles] = epoch;
    admissions[singles] = admission;
    inCohort[singles] = isInCohort;
    singles++;
  }
}
