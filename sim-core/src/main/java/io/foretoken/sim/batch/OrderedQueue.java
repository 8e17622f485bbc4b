package io.foretoken.sim.batch;

import java.util.Arrays;

/**
 * A queue by a key that a sequence keeps, the smallest first, and among equals by arrival. A binary
 * heap over int arrays that knows where each sequence stands, so that taking one out costs the
 * logarithm of the length.
 */
abstract class OrderedQueue implements WaitingQueue {
  private int[] heap = new int[64];
  private int[] place = new int[64];
  private long[] keys = new long[64];
  private long[] numbers = new long[64];
  private int size;
  private long arrivals;
  private long returns;

  /** What a sequence that enters is ordered by. */
  abstract long key(int sequence);

  /** Whether a preempted sequence goes back to its place by arrival, and not before its equals. */
  boolean keepsPlace() {
    return false;
  }

  @Override
  public void offer(int sequence) {
    reserve(sequence);
    keys[sequence] = key(sequence);
    numbers[sequence] = arrivals++;
    insert(sequence);
  }

  @Override
  public void pushFront(int sequence) {
    if (!keepsPlace()) {
      numbers[sequence] = --returns;
    }
    insert(sequence);
  }

  @Override
  public void putBack(int sequence) {
    insert(sequence);
  }

  /** Whether a sequence that has been in the queue comes before another, waiting or not. */
  final boolean precedes(int sequence, int other) {
    return keys[sequence] == keys[other]
        ? numbers[sequence] < numbers[other]
        : keys[sequence] < keys[other];
  }

  private void insert(int sequence) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    rise(size++, sequence);
  }

  @Override
  public int peek() {
    return size == 0 ? EMPTY : heap[0];
  }

  @Override
  public void remove(int sequence) {
    int hole = place[sequence];
    int last = heap[--size];
    if (last != sequence) {
      rise(hole, last);
      sink(place[last], last);
    }
  }

  private void rise(int from, int sequence) {
    int hole = from;
    while (hole > 0 && precedes(sequence, heap[(hole - 1) / 2])) {
      put(hole, heap[(hole - 1) / 2]);
      hole = (hole - 1) / 2;
    }
    put(hole, sequence);
  }

  private void sink(int from, int sequence) {
    int hole = from;
    int child = 2 * hole + 1;
    while (child < size) {
      if (child + 1 < size && precedes(heap[child + 1], heap[child])) {
        child++;
      }
      if (!precedes(heap[child], sequence)) {
        break;
      }
      put(hole, heap[child]);
      hole = child;
      child = 2 * hole + 1;
    }
    put(hole, sequence);
  }

  private void put(int at, int sequence) {
    heap[at] = sequence;
    place[sequence] = at;
  }

  @Override
  public int size() {
    return size;
  }

  private void reserve(int sequence) {
    if (sequence >= place.length) {
      int length = Math.max(sequence + 1, 2 * place.length);
      place = Arrays.copyOf(place, length);
      keys = Arrays.copyOf(keys, length);
      numbers = Arrays.copyOf(numbers, length);
    }
  }
}
