package io.foretoken.sim.replica.api;

import io.foretoken.sim.replica.EngineHost;
import java.util.Arrays;

/**
 * The requests of one rank and one label whose tokens one API server streams, and that get a token
 * in every step: as counts by the step in which their chunks are due. {@link RankLanes} knows which
 * are.
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
  private final int[] counts;
  private final long[] sentAt;
  private int[] lateClass = new int[4];
  private long[] lateSentAt = new long[4];
  private int[] lateCount = new int[4];
  private int late;
  private int rows;

  TokenLane(int interval) {
    counts = new int[interval];
    sentAt = new long[interval];
  }

  int rows() {
    return rows;
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

  /**
   * Takes note that the due chunks of a class are sent, and tells the host how long after the last
   * ones.
   */
  void send(int label, int ofClass, long sentNanos, EngineHost host) {
    int others = counts[ofClass] - (late == 0 ? 0 : sendLate(label, ofClass, sentNanos, host));
    if (others > 0) {
      tell(label, sentNanos, sentNanos - sentAt[ofClass], others, host);
    }
    sentAt[ofClass] = sentNanos;
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
    return "rows " + Arrays.toString(counts);
  }
}
