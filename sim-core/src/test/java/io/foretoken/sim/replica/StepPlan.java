package io.foretoken.sim.replica;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.step.RankShape;
import java.util.Arrays;
import java.util.List;

/** One step in flight: who is in it, who gets a token, what it costs. */
final class StepPlan {
  final RankShape shape;
  private int[] sequences = new int[64];
  private int[] epochs = new int[64];
  private boolean[] samples = new boolean[64];
  private boolean[] fresh = new boolean[64];
  private int[] chunks = new int[64];
  private int[] stored = new int[64];
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

  /**
   * @param chunk tokens of a prompt chunk, 0 for a row in decode
   * @param storedTokens tokens stored for the sequence before the step
   */
  void add(
      int sequence, int epoch, boolean samplesToken, boolean isFresh, int chunk, int storedTokens) {
    if (rows == sequences.length) {
      sequences = Arrays.copyOf(sequences, 2 * rows);
      epochs = Arrays.copyOf(epochs, 2 * rows);
      samples = Arrays.copyOf(samples, 2 * rows);
      fresh = Arrays.copyOf(fresh, 2 * rows);
      chunks = Arrays.copyOf(chunks, 2 * rows);
      stored = Arrays.copyOf(stored, 2 * rows);
    }
    sequences[rows] = sequence;
    epochs[rows] = epoch;
    samples[rows] = samplesToken;
    fresh[rows] = isFresh;
    chunks[rows] = chunk;
    stored[rows] = storedTokens;
    rows++;
  }

  /**
   * Takes a sequence out again and makes the shape anew from those that stay.
   *
   * @return its tokens, 0 if it was not in the step
   */
  int remove(int sequence, List<AttentionSpan> windows) {
    int removed = 0;
    int kept = 0;
    shape.clear();
    prefillTokens = 0;
    for (int row = 0; row < rows; row++) {
      if (sequences[row] == sequence) {
        removed = chunks[row] > 0 ? chunks[row] : 1;
        continue;
      }
      sequences[kept] = sequences[row];
      epochs[kept] = epochs[row];
      samples[kept] = samples[row];
      fresh[kept] = fresh[row];
      chunks[kept] = chunks[row];
      stored[kept] = stored[row];
      addToShape(kept, windows);
      kept++;
    }
    rows = kept;
    return removed;
  }

  private void addToShape(int row, List<AttentionSpan> windows) {
    if (chunks[row] > 0) {
      shape.addChunk(chunks[row], stored[row], samples[row]);
      prefillTokens += chunks[row];
      return;
    }
    shape.addDecode(1, stored[row]);
    for (int window = 0; window < windows.size(); window++) {
      shape.decodeWindowContext[window] += Rank.read(windows.get(window), stored[row]);
    }
  }

  /** Whether a sequence has a token made by the step. */
  boolean samplesFor(int sequence) {
    for (int row = 0; row < rows; row++) {
      if (sequences[row] == sequence && samples[row]) {
        return true;
      }
    }
    return false;
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
