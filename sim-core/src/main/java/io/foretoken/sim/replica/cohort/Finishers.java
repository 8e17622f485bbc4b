package io.foretoken.sim.replica.cohort;

import java.util.Arrays;

/** The sequences that finish with a step, in the order in which they stood in it. */
final class Finishers {
  private int[] sequences = new int[16];
  private long[] orders = new long[16];
  private int count;

  void clear() {
    count = 0;
  }

  /**
   * Adds a sequence.
   *
   * @param order its place in the running list: the number of its admission
   */
  void add(int sequence, long order) {
    if (count == sequences.length) {
      sequences = Arrays.copyOf(sequences, 2 * count);
      orders = Arrays.copyOf(orders, 2 * count);
    }
    int index = count++;
    while (index > 0 && orders[index - 1] > order) {
      sequences[index] = sequences[index - 1];
      orders[index] = orders[index - 1];
      index--;
    }
    sequences[index] = sequence;
    orders[index] = order;
  }

  int count() {
    return count;
  }

  int sequence(int index) {
    return sequences[index];
  }
}
