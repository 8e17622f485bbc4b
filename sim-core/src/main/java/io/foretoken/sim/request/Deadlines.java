package io.foretoken.sim.request;

import java.util.Arrays;

/**
 * When clients will give up on their requests, by time and, at one time, in the order of sending.
 * Entries of requests that have left are dropped when they come to the head. A ring over primitive
 * arrays: with one timeout for all clients every entry goes to the end.
 */
public final class Deadlines {
  private final RequestTable requests;
  private long[] times = new long[64];
  private int[] slots = new int[64];
  private long[] indexes = new long[64];
  private int head;
  private int size;

  public Deadlines(RequestTable requests) {
    this.requests = requests;
  }

  /** The client of a request will wait until {@code nanos} and no longer. */
  public void add(long nanos, int slot) {
    if (size == times.length) {
      grow();
    }
    int mask = times.length - 1;
    int place = size;
    while (place > 0 && times[(head + place - 1) & mask] > nanos) {
      int from = (head + place - 1) & mask;
      int to = (head + place) & mask;
      times[to] = times[from];
      slots[to] = slots[from];
      indexes[to] = indexes[from];
      place--;
    }
    int at = (head + place) & mask;
    times[at] = nanos;
    slots[at] = slot;
    indexes[at] = requests.index(slot);
    size++;
  }

  /** The first deadline of a request that has not left, or {@link Long#MAX_VALUE}. */
  public long firstTime() {
    while (size > 0 && isStale(head)) {
      drop();
    }
    return size == 0 ? Long.MAX_VALUE : times[head];
  }

  /** Takes the first; only after {@link #firstTime} has said that there is one. */
  public int poll() {
    int slot = slots[head];
    drop();
    return slot;
  }

  private boolean isStale(int at) {
    int slot = slots[at];
    return !requests.isLive(slot)
        || requests.index(slot) != indexes[at]
        || requests.isAbandoned(slot);
  }

  private void drop() {
    head = (head + 1) & (times.length - 1);
    size--;
  }

  private void grow() {
    int length = times.length;
    times = unrolled(times, length);
    indexes = unrolled(indexes, length);
    int[] moreSlots = Arrays.copyOfRange(slots, head, head + 2 * length);
    System.arraycopy(slots, 0, moreSlots, length - head, head);
    slots = moreSlots;
    head = 0;
  }

  private long[] unrolled(long[] ring, int length) {
    long[] more = Arrays.copyOfRange(ring, head, head + 2 * length);
    System.arraycopy(ring, 0, more, length - head, head);
    return more;
  }
}
