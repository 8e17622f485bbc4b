package io.foretoken.sim.batch;

import java.util.Arrays;

/**
 * The sequence of which the prefix cache holds most tokens first, among equals by arrival; by
 * arrival alone while more than 128 wait, since looking all of them up would take too long.
 *
 * <p>The order is made once per scheduling decision, when it is first asked for, from what the
 * cache holds then.
 *
 * <p>Source: SGLang's {@code --schedule-policy lpm} and its limit of 128. Its further rule, which
 * puts off requests that share a prefix with one that waits before them, is not modelled.
 */
public final class LongestPrefixQueue implements WaitingQueue {
  /** Name in the registry of queues. */
  public static final String NAME = "longest-prefix-match";

  /** With more waiting than this, they are served by arrival. */
  public static final int MOST_LOOKED_UP = 128;

  private final QueuedSequences sequences;
  private int[] order = new int[64];
  private int[] matches = new int[64];
  private long[] numbers = new long[64];
  private int size;
  private long arrivals;
  private long returns;
  private boolean isStale;

  public LongestPrefixQueue(QueuedSequences sequences) {
    this.sequences = sequences;
  }

  @Override
  public void decide() {
    isStale = true;
  }

  @Override
  public void offer(int sequence) {
    reserve(sequence);
    numbers[sequence] = arrivals++;
    append(sequence);
  }

  @Override
  public void pushFront(int sequence) {
    numbers[sequence] = --returns;
    append(sequence);
  }

  private void append(int sequence) {
    makeRoom();
    order[size++] = sequence;
    isStale = true;
  }

  @Override
  public void putBack(int sequence) {
    makeRoom();
    System.arraycopy(order, 0, order, 1, size);
    order[0] = sequence;
    size++;
  }

  private void makeRoom() {
    if (size == order.length) {
      order = Arrays.copyOf(order, 2 * size);
    }
  }

  @Override
  public int peek() {
    if (size == 0) {
      return EMPTY;
    }
    if (isStale) {
      sort();
    }
    return order[0];
  }

  private void sort() {
    isStale = false;
    boolean looksUp = size <= MOST_LOOKED_UP;
    for (int at = 0; at < size; at++) {
      matches[order[at]] = looksUp ? sequences.cachedTokens(order[at]) : 0;
    }
    for (int at = 1; at < size; at++) {
      int sequence = order[at];
      int hole = at;
      while (hole > 0 && precedes(sequence, order[hole - 1])) {
        order[hole] = order[hole - 1];
        hole--;
      }
      order[hole] = sequence;
    }
  }

  private boolean precedes(int sequence, int other) {
    return matches[sequence] == matches[other]
        ? numbers[sequence] < numbers[other]
        : matches[sequence] > matches[other];
  }

  @Override
  public void remove(int sequence) {
    int at = 0;
    while (order[at] != sequence) {
      at++;
    }
    size--;
    System.arraycopy(order, at + 1, order, at, size - at);
  }

  /** Running sequences take blocks whose content a waiting one would have used. */
  @Override
  public boolean isSteady() {
    return false;
  }

  @Override
  public int size() {
    return size;
  }

  private void reserve(int sequence) {
    if (sequence >= matches.length) {
      int length = Math.max(sequence + 1, 2 * matches.length);
      matches = Arrays.copyOf(matches, length);
      numbers = Arrays.copyOf(numbers, length);
    }
  }
}
