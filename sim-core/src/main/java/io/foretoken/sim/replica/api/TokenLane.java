package io.foretoken.sim.replica.api;

import java.util.Arrays;

/**
 * The requests of one rank whose tokens one API server streams, and that get a token in every step:
 * as counts by the step in which their chunks are due.
 *
 * <p>With a stream interval of m tokens a request whose chunk was due in tick t has its next one
 * due in t + m, so it belongs to class t mod m as long as it stays. Example: interval 3, tick 7:
 * the chunks of class 1 are due.
 */
final class TokenLane {
  private static final long NONE = -1;

  private final int[] counts;
  private final long[] sentAt;
  private int rows;
  private long dueFrom = NONE;
  private long tick;

  TokenLane(int interval) {
    counts = new int[interval];
    sentAt = new long[interval];
  }

  int rows() {
    return rows;
  }

  int classNow() {
    return (int) (tick % counts.length);
  }

  /** A step has ended; says whether chunks are due. */
  boolean tick() {
    tick++;
    if (rows > 0 && dueFrom == NONE) {
      dueFrom = tick;
    }
    return counts[classNow()] > 0;
  }

  void join(int ofClass, long sentNanos) {
    rows++;
    counts[ofClass]++;
    sentAt[ofClass] = sentNanos;
  }

  void leave(int ofClass) {
    rows--;
    counts[ofClass]--;
  }

  /** When the latest chunks of a class were sent. */
  long sentAt(int ofClass) {
    return sentAt[ofClass];
  }

  /** Whether chunks of a class are due and not sent. */
  boolean isDue(int ofClass) {
    if (dueFrom == NONE) {
      return false;
    }
    long since = (tick - ofClass) % counts.length;
    return tick - since >= dueFrom;
  }

  /** Chunks that are due. */
  int due() {
    int sum = 0;
    if (dueFrom != NONE) {
      for (long at = Math.max(dueFrom, tick - counts.length + 1); at <= tick; at++) {
        sum += counts[(int) (at % counts.length)];
      }
    }
    return sum;
  }

  /** Takes note that all chunks due are sent, and tells the outlet how long after the last ones. */
  void send(long sentNanos, GapOutlet outlet) {
    if (dueFrom == NONE) {
      return;
    }
    for (long at = Math.max(dueFrom, tick - counts.length + 1); at <= tick; at++) {
      int ofClass = (int) (at % counts.length);
      if (counts[ofClass] > 0) {
        outlet.tokenGap(sentNanos, sentNanos - sentAt[ofClass], counts[ofClass]);
      }
      sentAt[ofClass] = sentNanos;
    }
    dueFrom = NONE;
  }

  /** Takes gaps between chunks. */
  @FunctionalInterface
  interface GapOutlet {
    void tokenGap(long sentNanos, long gapNanos, long count);
  }

  @Override
  public String toString() {
    return "tick " + tick + ", due from " + dueFrom + ", rows " + Arrays.toString(counts);
  }
}
