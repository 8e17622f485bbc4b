package io.foretoken.sim.replica.cohort;

import java.util.Arrays;

/**
 * Rows of a cohort whose latest token came with a step in which the cohort rested, counted by the
 * end of that step and by label. With the cohort's next step they are rows like the others.
 */
final class FreshRows {
  private long[] ends = new long[8];
  private int[] labels = new int[8];
  private int[] counts = new int[8];
  private int groups;
  private int rows;

  /** All of them. */
  int rows() {
    return rows;
  }

  /** Pairs of a step that they come from and a label. */
  int groups() {
    return groups;
  }

  /** When a pair's step ended. */
  long end(int group) {
    return ends[group];
  }

  int label(int group) {
    return labels[group];
  }

  int count(int group) {
    return counts[group];
  }

  /** Those with a label. */
  int rows(int label) {
    int sum = 0;
    for (int group = 0; group < groups; group++) {
      sum += labels[group] == label ? counts[group] : 0;
    }
    return sum;
  }

  /** A row has a token from a step that ends now. */
  void add(int label, long now) {
    rows++;
    int group = groupOf(label, now);
    if (group < groups) {
      counts[group]++;
      return;
    }
    if (groups == ends.length) {
      ends = Arrays.copyOf(ends, 2 * groups);
      labels = Arrays.copyOf(labels, 2 * groups);
      counts = Arrays.copyOf(counts, 2 * groups);
    }
    ends[groups] = now;
    labels[groups] = label;
    counts[groups] = 1;
    groups++;
  }

  /** A row that got its token at {@code end} has left. */
  void remove(int label, long end) {
    int group = groupOf(label, end);
    if (group == groups) {
      throw new IllegalStateException("no fresh row of label " + label + " from " + end);
    }
    counts[group]--;
    rows--;
  }

  /** Which pair it is; the latest ones are looked at first. */
  private int groupOf(int label, long end) {
    for (int group = groups - 1; group >= 0; group--) {
      if (ends[group] == end && labels[group] == label) {
        return group;
      }
    }
    return groups;
  }

  void clear() {
    groups = 0;
    rows = 0;
  }
}
