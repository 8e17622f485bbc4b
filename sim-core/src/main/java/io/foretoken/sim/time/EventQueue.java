package io.foretoken.sim.time;

import java.util.Arrays;

/**
 * Pending events in the total order (time, kind, origin, order of insertion). A four-ary heap over
 * primitive arrays; nothing is allocated but on growth.
 *
 * <p>The origin is who causes the event (a replica, say). What one origin adds keeps its order; of
 * two origins the smaller comes first, whichever was simulated first. So replicas that do not touch
 * each other may be simulated one ahead of another without any change of a result.
 *
 * <p>An event carries a subject, an {@code int} whose meaning its {@link EventKind} says. Example:
 * after {@code add(50, SCHEDULE, 3); add(50, STEP_END, 7); add(40, ENQUEUE, 1)} the events come out
 * as (40, ENQUEUE, 1), (50, STEP_END, 7), (50, SCHEDULE, 3).
 */
public final class EventQueue {
  private static final int ARITY = 4;
  private static final int KIND_SHIFT = 59;
  private static final int ORIGIN_SHIFT = 40;

  /** Largest origin of an event. */
  public static final int MAX_ORIGIN = (1 << (KIND_SHIFT - ORIGIN_SHIFT)) - 1;

  private long[] times = new long[64];
  private long[] orders = new long[64];
  private int[] subjects = new int[64];
  private int size;
  private long sequence;

  private long time;
  private EventKind kind = EventKind.STEP_END;
  private int subject;

  /** Adds an event of origin 0. */
  public void add(long timeNanos, EventKind eventKind, int eventSubject) {
    add(timeNanos, eventKind, eventSubject, 0);
  }

  /**
   * Adds an event.
   *
   * @param origin who causes it, from 0 to {@link #MAX_ORIGIN}
   */
  public void add(long timeNanos, EventKind eventKind, int eventSubject, int origin) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      subjects = Arrays.copyOf(subjects, 2 * size);
    }
    long order =
        ((long) eventKind.ordinal() << KIND_SHIFT) | ((long) origin << ORIGIN_SHIFT) | sequence++;
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) / ARITY;
      if (isBefore(times[parent], orders[parent], timeNanos, order)) {
        break;
      }
      copy(parent, hole);
      hole = parent;
    }
    put(hole, timeNanos, order, eventSubject);
  }

  /** Whether no event is pending. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Number of pending events. */
  public int size() {
    return size;
  }

  /** Time of the first event, or {@link Long#MAX_VALUE} when there is none. */
  public long peekTime() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /**
   * Whether the first pending event comes before one of the given time and kind that would be added
   * now.
   */
  public boolean headPrecedes(long timeNanos, EventKind eventKind) {
    if (size == 0 || times[0] > timeNanos) {
      return false;
    }
    return times[0] < timeNanos || (orders[0] >>> KIND_SHIFT) <= eventKind.ordinal();
  }

  /**
   * Takes the first event; {@link #time()}, {@link #kind()} and {@link #subject()} then describe
   * it.
   *
   * @throws IllegalStateException if there is none
   */
  public void poll() {
    if (size == 0) {
      throw new IllegalStateException("no event is pending");
    }
    time = times[0];
    kind = EventKind.of((int) (orders[0] >>> KIND_SHIFT));
    subject = subjects[0];
    size--;
    if (size > 0) {
      siftDown(times[size], orders[size], subjects[size]);
    }
  }

  /** Time of the event polled last. */
  public long time() {
    return time;
  }

  /** Kind of the event polled last. */
  public EventKind kind() {
    return kind;
  }

  /** Subject of the event polled last. */
  public int subject() {
    return subject;
  }

  /** Empties the queue and starts counting insertions anew. */
  public void clear() {
    size = 0;
    sequence = 0;
  }

  private void siftDown(long movedTime, long movedOrder, int movedSubject) {
    int hole = 0;
    while (true) {
      int first = ARITY * hole + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      int end = Math.min(first + ARITY, size);
      for (int child = first + 1; child < end; child++) {
        if (isBefore(times[child], orders[child], times[least], orders[least])) {
          least = child;
        }
      }
      if (isBefore(movedTime, movedOrder, times[least], orders[least])) {
        break;
      }
      copy(least, hole);
      hole = least;
    }
    put(hole, movedTime, movedOrder, movedSubject);
  }

  private static boolean isBefore(long timeA, long orderA, long timeB, long orderB) {
    return timeA < timeB || (timeA == timeB && orderA < orderB);
  }

  private void copy(int from, int to) {
    times[to] = times[from];
    orders[to] = orders[from];
    subjects[to] = subjects[from];
  }

  private void put(int at, long timeNanos, long order, int eventSubject) {
    times[at] = timeNanos;
    orders[at] = order;
    subjects[at] = eventSubject;
  }
}
