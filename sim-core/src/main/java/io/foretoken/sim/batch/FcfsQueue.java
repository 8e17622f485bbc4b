package io.foretoken.sim.batch;

import java.util.Arrays;

/** First come, first served; preempted sequences go to the head. A linked list over int arrays. */
public final class FcfsQueue implements WaitingQueue {
  /** Name in the registry of queues. */
  public static final String NAME = "fcfs";

  private static final int NONE = -1;

  private int[] next = new int[64];
  private int[] previous = new int[64];
  private int head = NONE;
  private int tail = NONE;
  private int size;

  @Override
  public void offer(int sequence) {
    reserve(sequence);
    next[sequence] = NONE;
    previous[sequence] = tail;
    if (tail == NONE) {
      head = sequence;
    } else {
      next[tail] = sequence;
    }
    tail = sequence;
    size++;
  }

  @Override
  public void pushFront(int sequence) {
    reserve(sequence);
    previous[sequence] = NONE;
    next[sequence] = head;
    if (head == NONE) {
      tail = sequence;
    } else {
      previous[head] = sequence;
    }
    head = sequence;
    size++;
  }

  @Override
  public int peek() {
    return head == NONE ? EMPTY : head;
  }

  @Override
  public void remove(int sequence) {
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

  @Override
  public int size() {
    return size;
  }

  private void reserve(int sequence) {
    if (sequence >= next.length) {
      int length = Math.max(sequence + 1, 2 * next.length);
      next = Arrays.copyOf(next, length);
      previous = Arrays.copyOf(previous, length);
    }
  }
}
