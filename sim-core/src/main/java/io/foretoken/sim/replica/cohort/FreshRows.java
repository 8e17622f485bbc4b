package io.foretoken.sim.replica.cohort;

import java.util.Arrays;

/**
 * Rows of a cohort whose latest token came with a step in which the cohort rested, counted by the
 * end of that step. With the cohort's next step they are rows like the others.
 */
final class FreshRows {
  private long[] ends = new long[8];
  private int[] counts = new int[8];
  private int groups;
  private int rows;

  /** All of them. */
  int rows() {
    return rows;
  }

  /** Steps that they come from. */
  int groups() {
    return groups;
  }

  /** When a step ended. */
  long end(int group) {
    return ends[group];
  }

  int count(int group) {
    return counts[group];
  }

  /** A row has a token from a step that ends now. */
  void add(long now) {
    rows++;
    if (groups > 0 && ends[groups - 1] == now) {
      counts[groups - 1]++;
      return;
    }
    if (groups == ends.length) {
      ends = Arrays.copyOf(ends, 2 * groups);
      counts = Arrays.copyOf(counts, 2 * groups);
    }
    ends[groups] = now;
    counts[groups] = 1;
    groups++;
  }

  /** A row that got its token at {@code end} has left. */
  void remove(long end) {
    int group = 0;
    while (ends[group] != end) {
      group++;
    }
    counts[group]--;
    rows--;
  }

  void clear() {
    groups = 0;
    rows = 0;
  }
}
