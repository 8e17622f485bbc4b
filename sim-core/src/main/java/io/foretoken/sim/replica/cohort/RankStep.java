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

  /** Number of the cohort's step that this is; 0 without cohort rows. */
  long cohortStep;

  /** Rows of the cohort whose sequence has left while the step was on its way. */
  int wasted;

  /** Sequences to look at when the step ends. */
  int singles;

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
    cohortStep = 0;
    wasted = 0;
    singles = 0;
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
