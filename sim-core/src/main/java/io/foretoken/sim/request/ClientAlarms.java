package io.foretoken.sim.request;

import java.util.Arrays;

/**
 * When clients will do something of themselves about their requests, by time and, at one time, in
 * the order in which they decided to. Alarms of attempts that have left are dropped when they come
 * to the head. A binary heap over primitive arrays.
 */
public final class ClientAlarms {
  /** What a client does. */
  public enum Kind {
    /** Stops waiting for this attempt. */
    GIVE_UP,
    /** Wants no answer any more. */
    CANCEL,
    /** Sends the request again. */
    SEND_AGAIN
  }

  private static final Kind[] KINDS = Kind.values();

  private final RequestTable requests;
  private long[] times = new long[64];
  private long[] tickets = new long[64];
  private int[] slots = new int[64];
  private int[] epochs = new int[64];
  private byte[] kinds = new byte[64];
  private int size;
  private long ticket;

  public ClientAlarms(RequestTable requests) {
    this.requests = requests;
  }

  /** The client of the request in a slot will act at {@code nanos}. */
  public void add(Kind kind, long nanos, int slot) {
    if (size == times.length) {
      grow();
    }
    int hole = size++;
    while (hole > 0 && times[(hole - 1) / 2] > nanos) {
      move((hole - 1) / 2, hole);
      hole = (hole - 1) / 2;
    }
    times[hole] = nanos;
    tickets[hole] = ticket++;
    slots[hole] = slot;
    epochs[hole] = requests.epoch(slot);
    kinds[hole] = (byte) kind.ordinal();
  }

  /** The first alarm of an attempt that has not left, or {@link Long#MAX_VALUE}. */
  public long firstTime() {
    while (size > 0 && isStale()) {
      drop();
    }
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /** What the first is for; only after {@link #firstTime} has said that there is one. */
  public Kind firstKind() {
    return KINDS[kinds[0]];
  }

  /** Takes the first and says whose it is. */
  public int poll() {
    int slot = slots[0];
    drop();
    return slot;
  }

  private boolean isStale() {
    int slot = slots[0];
    return requests.epoch(slot) != epochs[0] || requests.isAbandoned(slot);
  }

  private void drop() {
    int last = --size;
    int hole = 0;
    int child = 1;
    while (child < last) {
      if (child + 1 < last && precedes(child + 1, child)) {
        child++;
      }
      if (!precedes(child, last)) {
        break;
      }
      move(child, hole);
      hole = child;
      child = 2 * hole + 1;
    }
    move(last, hole);
  }

  private boolean precedes(int at, int other) {
    return times[at] == times[other] ? tickets[at] < tickets[other] : times[at] < times[other];
  }

  private void move(int from, int to) {
    times[to] = times[from];
    tickets[to] = tickets[from];
    slots[to] = slots[from];
    epochs[to] = epochs[from];
    kinds[to] = kinds[from];
  }

  private void grow() {
    int length = 2 * size;
    times = Arrays.copyOf(times, length);
    tickets = Arrays.copyOf(tickets, length);
    slots = Arrays.copyOf(slots, length);
    epochs = Arrays.copyOf(epochs, length);
    kinds = Arrays.copyOf(kinds, length);
  }
}
