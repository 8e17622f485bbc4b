package io.foretoken.sim.replica.cohort;

import java.util.Arrays;

/**
 * Sequences in the order in which they were admitted: a doubly linked list over int arrays, so that
 * leaving costs the same from anywhere.
 */
final class RunningList {
  static final int NONE = -1;

  private int[] next = new int[64];
  private int[] previous = new int[64];
  private int head = NONE;
  private int tail = NONE;
  private int size;

  int size() {
    return size;
  }

  int head() {
    return head;
  }

  int tail() {
    return tail;
  }

  int next(int sequence) {
    return next[sequence];
  }

  void append(int sequence) {
    insertAfter(tail, sequence);
  }

  /** Inserts behind {@code before}, or at the head for {@link #NONE}. */
  void insertAfter(int before, int sequence) {
    if (sequence >= next.length) {
      int length = Math.max(sequence + 1, 2 * next.length);
      next = Arrays.copyOf(next, length);
      previous = Arrays.copyOf(previous, length);
    }
    int after = before == NONE ? head : next[before];
    previous[sequence] = before;
    next[sequence] = after;
    if (before == NONE) {
      head = sequence;
    } else {
      next[before] = sequence;
    }
    if (after == NONE) {
      tail = sequence;
    } else {
      previous[after] = sequence;
    }
    size++;
  }

  int previous(int sequence) {
    return previous[sequence];
  }

  void remove(int sequence) {
    int before = previous[sequence];
    int after = next[sequence];
    if (before == NONE) {
      head = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      tail = before;
    } else {
      previous[after] = before;
    }
    size--;
  }
}
