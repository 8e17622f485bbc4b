package io.foretoken.sim.replica;

import io.foretoken.sim.step.RankShape;
import java.util.Arrays;

/** One step in flight: who is in it, who gets a token, what it costs. */
final class StepPlan {
  final RankShape shape;
  private int[] sequences = new int[64];
  private int[] epochs = new int[64];
  private boolean[] samples = new boolean[64];
  private boolean[] fresh = new boolean[64];
  private int rows;
  private int prefillTokens;

  StepPlan(int windows) {
    shape = new RankShape(windows);
  }

  void clear() {
    shape.clear();
    rows = 0;
    prefillTokens = 0;
  }

  void add(int sequence, int epoch, boolean samplesToken, boolean isFresh) {
    if (rows == sequences.length) {
      sequences = Arrays.copyOf(sequences, 2 * rows);
      epochs = Arrays.copyOf(epochs, 2 * rows);
      samples = Arrays.copyOf(samples, 2 * rows);
      fresh = Arrays.copyOf(fresh, 2 * rows);
    }
    sequences[rows] = sequence;
    epochs[rows] = epoch;
    samples[rows] = samplesToken;
    fresh[rows] = isFresh;
    rows++;
  }

  void addPrefill(int tokens) {
    prefillTokens += tokens;
  }

  int rows() {
    return rows;
  }

  int sequence(int row) {
    return sequences[row];
  }

  int epoch(int row) {
    return epochs[row];
  }

  boolean samples(int row) {
    return samples[row];
  }

  boolean isFresh(int row) {
    return fresh[row];
  }

  int prefillTokens() {
    return prefillTokens;
  }

  /** I7: nobody twice, every row at least one token, all within the budget. */
  void checkInvariants(int budget) {
    for (int row = 0; row < rows; row++) {
      for (int other = 0; other < row; other++) {
        if (sequences[row] == sequences[other]) {
          throw new IllegalStateException(
              "I7: sequence %d is twice in a step".formatted(sequences[row]));
        }
      }
    }
    int tokens = shape.decodeRows;
    int least = 1;
    for (int chunk = 0; chunk < shape.chunkCount; chunk++) {
      tokens += shape.chunkNew[chunk];
      least = Math.min(least, shape.chunkNew[chunk]);
    }
    if (rows != shape.decodeRows + shape.chunkCount
        || least < 1
        || tokens != shape.queryTokens
        || tokens > budget) {
      throw new IllegalStateException(
          "I7: a step of %d rows and %d tokens, budget %d, shortest chunk %d"
              .formatted(rows, shape.queryTokens, budget, least));
    }
  }
}
