package io.foretoken.sim.replica.cohort;

import java.util.Arrays;

/**
 * How many rows have each label of class and tenant other than 0, which has the rest. Only labels
 * that have rows are gone through, so many tenants cost no more than the rows that there are, and
 * none where requests are all alike.
 */
final class LabelRows {
  private int[] counts = new int[8];
  private int[] places = new int[8];
  private int[] labels = new int[8];
  private int size;

  /** A row comes. */
  void add(int label) {
    if (label != 0) {
      change(label, 1);
    }
  }

  /** A row goes. */
  void remove(int label) {
    if (label != 0) {
      change(label, -1);
    }
  }

  private void change(int label, int by) {
    if (label >= counts.length) {
      int length = Math.max(label + 1, 2 * counts.length);
      counts = Arrays.copyOf(counts, length);
      places = Arrays.copyOf(places, length);
    }
    int before = counts[label];
    counts[label] = before + by;
    if (before == 0) {
      if (size == labels.length) {
        labels = Arrays.copyOf(labels, 2 * size);
      }
      places[label] = size;
      labels[size++] = label;
    } else if (before + by == 0) {
      int last = labels[--size];
      labels[places[label]] = last;
      places[last] = places[label];
    }
  }

  /** Labels other than 0 that have rows. */
  int labels() {
    return size;
  }

  /** One of them. */
  int label(int at) {
    return labels[at];
  }

  /** Rows with a label. */
  int rows(int label) {
    return label < counts.length ? counts[label] : 0;
  }

  /** Forgets all rows. */
  void clear() {
    while (size > 0) {
      counts[labels[--size]] = 0;
    }
  }

  /** Has the same rows as another from now on. */
  void copy(LabelRows other) {
    clear();
    for (int at = 0; at < other.size; at++) {
      change(other.labels[at], other.counts[other.labels[at]]);
    }
  }
}
