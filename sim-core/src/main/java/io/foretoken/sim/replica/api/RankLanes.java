package io.foretoken.sim.replica.api;

import io.foretoken.sim.replica.EngineHost;
import java.util.Arrays;

/**
 * The lanes of one rank at one API server, one for each label of class and tenant, and their common
 * count of ticks. Only lanes with requests in them are gone through.
 */
final class RankLanes {
  private final int interval;
  private TokenLane[] lanes = new TokenLane[4];
  private int[] used = new int[4];
  private int size;
  private long tick;

  RankLanes(int interval) {
    this.interval = interval;
  }

  /** The class of requests whose chunks are due with the latest tick, see {@link TokenLane}. */
  int classNow() {
    return interval == 1 ? 0 : (int) (tick % interval);
  }

  /** A step has ended; says whether chunks are due. */
  boolean tick() {
    tick++;
    boolean isDue = false;
    for (int at = 0; at < size; at++) {
      isDue |= lanes[used[at]].tick(tick);
    }
    return isDue;
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
  }

  /**
   * A request leaves its lane.
   *
   * @param joinedNanos when the chunk was sent with which it joined
   * @return when its latest chunk was sent
   */
  long leave(int label, int ofClass, long joinedNanos) {
    return lanes[label].leave(ofClass, joinedNanos);
  }

  /** Whether chunks of a class are due and not sent; to be asked before {@link #tidy}. */
  boolean isDue(int label, int ofClass) {
    return lanes[label].isDue(ofClass, tick);
  }

  /** Forgets a lane that nobody is in any more. */
  void tidy(int label) {
    if (lanes[label].rows() > 0) {
      return;
    }
    lanes[label].empty();
    int at = 0;
    while (used[at] != label) {
      at++;
    }
    used[at] = used[--size];
  }

  /** Chunks that are due. */
  int due() {
    int sum = 0;
    for (int at = 0; at < size; at++) {
      sum += lanes[used[at]].due(tick);
    }
    return sum;
  }

  /** Takes note that all chunks due are sent, and tells the host how long after the last ones. */
  void send(long sentNanos, EngineHost host) {
    for (int at = 0; at < size; at++) {
      lanes[used[at]].send(used[at], tick, sentNanos, host);
    }
  }
}
