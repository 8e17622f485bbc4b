package io.foretoken.sim.replica.api;

import io.foretoken.sim.replica.EngineHost;
import java.util.Arrays;

/**
 * The requests of one rank and one label whose tokens one API server streams, and that get a token
 * in every step: as counts by the step in which their chunks are due.
 *
 * <p>With a stream interval of m tokens a request whose chunk was due in tick t has its next one
 * due in t + m, so it belongs to class t mod m as long as it stays. Example: interval 3, tick 7:
 * the chunks of class 1 are due.
 *
 * <p>A tick is the end of a step that makes a token for all of them. Requests whose first token
 * comes with a step between two ticks belong to the class of the tick before, but their chunk went
 * out later than that of the others in it: until the next one they are counted by themselves.
 */
final class TokenLane {
  private static final long NONE = -1;

  private final int[] counts;
  private final long[] sentAt;
  private int[] lateClass = new int[4];
  private long[] lateSentAt = new long[4];
  private int[] lateCount = new int[4];
  private int late;
  private int rows;
  private long dueFrom = NONE;

  TokenLane(int interval) {
    counts = new int[interval];
    sentAt = new long[interval];
  }

  int rows() {
    return rows;
  }

  /** A step has ended, and with it a tick; says whether chunks are due. */
  boolean tick(long tick) {
    if (dueFrom == NONE) {
      dueFrom = tick;
    }
    return counts[classOf(tick)] > 0;
  }

  /** The class whose chunks are due in a tick; without an interval there is but one. */
  private int classOf(long tick) {
    return counts.length == 1 ? 0 : (int) (tick % counts.length);
  }

  /** Nobody is in it, so nothing is due. */
  void empty() {
    dueFrom = NONE;
  }

  void join(int ofClass, long sentNanos) {
    rows++;
    counts[ofClass]++;
    if (counts[ofClass] == 1) {
      sentAt[ofClass] = sentNanos;
    } else if (sentAt[ofClass] != sentNanos) {
      joinLate(ofClass, sentNanos);
    }
  }

  private void joinLate(int ofClass, long sentNanos) {
    int at = lateGroup(ofClass, sentNanos);
    if (at == late) {
      if (late == lateClass.length) {
        lateClass = Arrays.copyOf(lateClass, 2 * late);
        lateSentAt = Arrays.copyOf(lateSentAt, 2 * late);
        lateCount = Arrays.copyOf(lateCount, 2 * late);
      }
      lateClass[at] = ofClass;
      lateSentAt[at] = sentNanos;
      lateCount[at] = 0;
      late++;
    }
    lateCount[at]++;
  }

  private int lateGroup(int ofClass, long sentNanos) {
    int at = 0;
    while (at < late && (lateClass[at] != ofClass || lateSentAt[at] != sentNanos)) {
      at++;
    }
    return at;
  }

  /**
   * A request leaves.
   *
   * @param joinedNanos when the chunk was sent with which it joined
   * @return when its latest chunk was sent
   */
  long leave(int ofClass, long joinedNanos) {
    rows--;
    counts[ofClass]--;
    int at = lateGroup(ofClass, joinedNanos);
    if (at == late || lateCount[at] == 0) {
      return sentAt[ofClass];
    }
    lateCount[at]--;
    return joinedNanos;
  }

  /** Whether chunks of a class are due and not sent. */
  boolean isDue(int ofClass, long tick) {
    if (dueFrom == NONE) {
      return false;
    }
    long since = (tick - ofClass) % counts.length;
    return tick - since >= dueFrom;
  }

  /** Chunks that are due. */
  int due(long tick) {
    int sum = 0;
    if (dueFrom != NONE) {
      for (long at = Math.max(dueFrom, tick - counts.length + 1); at <= tick; at++) {
        sum += counts[classOf(at)];
      }
    }
    return sum;
  }

  /** Takes note that all chunks due are sent, and tells the host how long after the last ones. */
  void send(int label, long tick, long sentNanos, EngineHost host) {
    if (dueFrom == NONE) {
      return;
    }
    for (long at = Math.max(dueFrom, tick - counts.length + 1); at <= tick; at++) {
      int ofClass = classOf(at);
      int others = counts[ofClass] - (late == 0 ? 0 : sendLate(label, ofClass, sentNanos, host));
      if (others > 0) {
        tell(label, sentNanos, sentNanos - sentAt[ofClass], others, host);
      }
      sentAt[ofClass] = sentNanos;
    }
    dueFrom = NONE;
  }

  /** Sends the chunks of those of a class that are counted by themselves; they are so no more. */
  private int sendLate(int label, int ofClass, long sentNanos, EngineHost host) {
    int sent = 0;
    int kept = 0;
    for (int at = 0; at < late; at++) {
      if (lateClass[at] == ofClass) {
        sent += lateCount[at];
        if (lateCount[at] > 0) {
          tell(label, sentNanos, sentNanos - lateSentAt[at], lateCount[at], host);
        }
      } else {
        lateClass[kept] = lateClass[at];
        lateSentAt[kept] = lateSentAt[at];
        lateCount[kept] = lateCount[at];
        kept++;
      }
    }
    late = kept;
    return sent;
  }

  /** Tells the host of gaps, and whose they were. */
  static void tell(int label, long sentNanos, long gap, long count, EngineHost host) {
    host.tokenGap(sentNanos, gap, count);
    if (label > 0) {
      host.tokenGapOf(label, sentNanos, gap, count);
    }
  }

  @Override
  public String toString() {
    return "due from " + dueFrom + ", rows " + Arrays.toString(counts);
  }
}
