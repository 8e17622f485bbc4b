package io.foretoken.workload.client;

import java.util.Arrays;

/**
 * For each request in flight, the source it came from and the number it has there: an
 * open-addressing table of primitives with linear probing, which holds what is in flight and
 * forgets what has ended.
 */
final class InFlightNumbers {
  private static final long EMPTY = -1;
  private static final int INITIAL_CAPACITY = 64;

  private long[] keys = emptyKeys(INITIAL_CAPACITY);
  private long[] numbers = new long[INITIAL_CAPACITY];
  private int[] sources = new int[INITIAL_CAPACITY];
  private int size;

  void put(long index, int source, long number) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    insert(index, source, number);
    size++;
  }

  int sourceOf(long index) {
    return sources[slotOf(index)];
  }

  /** Forgets a request and returns its number in its source. */
  long remove(long index) {
    int hole = slotOf(index);
    long number = numbers[hole];
    int mask = keys.length - 1;
    // Moves up whatever a lookup would no longer find behind the hole.
    for (int slot = (hole + 1) & mask; keys[slot] != EMPTY; slot = (slot + 1) & mask) {
      int home = home(keys[slot], mask);
      boolean reachable = hole < slot ? home > hole && home <= slot : home > hole || home <= slot;
      if (!reachable) {
        keys[hole] = keys[slot];
        numbers[hole] = numbers[slot];
        sources[hole] = sources[slot];
        hole = slot;
      }
    }
    keys[hole] = EMPTY;
    size--;
    return number;
  }

  int size() {
    return size;
  }

  private int slotOf(long index) {
    int mask = keys.length - 1;
    int slot = home(index, mask);
    while (keys[slot] != index) {
      if (keys[slot] == EMPTY) {
        throw new IllegalStateException("request " + index + " is not in flight");
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void insert(long index, int source, long number) {
    int mask = keys.length - 1;
    int slot = home(index, mask);
    while (keys[slot] != EMPTY) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = index;
    sources[slot] = source;
    numbers[slot] = number;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldNumbers = numbers;
    int[] oldSources = sources;
    keys = emptyKeys(2 * oldKeys.length);
    numbers = new long[keys.length];
    sources = new int[keys.length];
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldKeys[slot] != EMPTY) {
        insert(oldKeys[slot], oldSources[slot], oldNumbers[slot]);
      }
    }
  }

  private static int home(long index, int mask) {
    return (int) index & mask;
  }

  private static long[] emptyKeys(int capacity) {
    long[] keys = new long[capacity];
    Arrays.fill(keys, EMPTY);
    return keys;
  }
}
