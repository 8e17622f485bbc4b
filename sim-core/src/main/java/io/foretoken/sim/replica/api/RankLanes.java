package io.foretoken.sim.replica.api;

import io.foretoken.sim.replica.EngineHost;
import java.util.Arrays;

/**
 * The lanes of one rank at one API server, one for each label of class and tenant, and what they
 * have in common: the count of ticks, since which tick chunks are due, and how many requests are of
 * which class. Only lanes with requests in them are gone through.
 */
final class RankLanes {
  private static final long NONE = -1;

  private final int interval;

  /** Requests in all lanes, by class. */
  private final int[] counts;

  private TokenLane[] lanes = new TokenLane[4];
  private int[] used = new int[4];
  private int size;
  private long tick;

  /** The first tick since chunks were sent, or {@link #NONE}. */
  private long dueFrom = NONE;

  RankLanes(int interval) {
    this.interval = interval;
    counts = new int[interval];
  }

  /** The class of requests whose chunks are due with the latest tick, see {@link TokenLane}. */
  int classNow() {
    return classOf(tick);
  }

  /** The class whose chunks are due in a tick; without an interval there is but one. */
  private int classOf(long ofTick) {
    return interval == 1 ? 0 : (int) (ofTick % interval);
  }

  /** A step has ended; says whether chunks are due. */
  boolean tick() {
    tick++;
    if (dueFrom == NONE) {
      dueFrom = tick;
    }
    return counts[classNow()] > 0;
  }

  /** A request gets a token with every tick from now on. */
  void join(int label, int ofClass, long sentNanos) {
    if (label >= lanes.length) {
      lanes = Arrays.copyOf(lanes, Math.max(label + 1, 2 * lanes.length));
    }
    if (lanes[label] == null) {
      lanes[label] = new TokenLane(interval);
    }
    if (lanes[label].rows() == 0) {
      if (size == used.length) {
        used = Arrays.copyOf(used, 2 * size);
      }
      used[size++] = label;
    }
    lanes[label].join(ofClass, sentNanos);
    counts[ofClass]++;
  }

  /**
   * A request leaves its lane.
   *
   * @param joinedNanos when the chunk was sent with which it joined
   * @return when its latest chunk was sent
   */
  long leave(int label, int ofClass, long joinedNanos) {
    counts[ofClass]--;
    return lanes[label].leave(ofClass, joinedNanos);
  }

  /** Whether chunks of a class are due and not sent. */
  boolean isDue(int ofClass) {
    return dueFrom != NONE && tick - (tick - ofClass) % interval >= dueFrom;
  }

  /** Forgets a lane that nobody is in any more. */
  void tidy(int label) {
    if (lanes[label].rows() > 0) {
      return;
    }
    int at = 0;
    while (used[at] != label) {
      at++;
    }
    used[at] = used[--size];
  }

  /** Chunks that are due. */
  int due() {
    if (dueFrom == NONE) {
      return 0;
    }
    if (interval == 1) {
      return counts[0];
    }
    int sum = 0;
    for (long at = firstDue(); at <= tick; at++) {
      sum += counts[classOf(at)];
    }
    return sum;
  }

  /** The first tick whose class is due; with every class due, the latest tick of each. */
  private long firstDue() {
    return Math.max(dueFrom, tick - interval + 1);
  }

  /** Takes note that all chunks due are sent, and tells the host how long after the last ones. */
  void send(long sentNanos, EngineHost host) {
    if (dueFrom == NONE) {
      return;
    }
    for (int at = 0; at < size; at++) {
      int label = used[at];
      TokenLane lane = lanes[label];
      if (interval == 1) {
        lane.send(label, 0, sentNanos, host);
      } else {
        for (long due = firstDue(); due <= tick; due++) {
          lane.send(label, classOf(due), sentNanos, host);
        }
      }
    }
    dueFrom = NONE;
  }
}
