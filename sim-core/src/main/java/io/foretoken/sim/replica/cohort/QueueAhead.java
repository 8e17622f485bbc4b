package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.WaitingQueue;
import java.util.Arrays;

/**
 * A waiting queue by place, for as long as it does not change: read by taking out as many as are
 * asked for and putting them back.
 */
final class QueueAhead {
  private final WaitingQueue queue;
  private int[] sequences = new int[64];
  private int known;

  QueueAhead(WaitingQueue queue) {
    this.queue = queue;
  }

  /** The queue may change. */
  void forget() {
    known = 0;
  }

  /** The sequence at a place, or {@link WaitingQueue#EMPTY} beyond the last. */
  int at(int place) {
    if (place >= queue.size()) {
      return WaitingQueue.EMPTY;
    }
    if (place >= known) {
      read(Math.min(queue.size(), 2 * place + 2));
    }
    return sequences[place];
  }

  private void read(int count) {
    if (count > sequences.length) {
      sequences = Arrays.copyOf(sequences, Math.max(count, 2 * sequences.length));
    }
    for (int place = 0; place < count; place++) {
      sequences[place] = queue.poll();
    }
    for (int place = count - 1; place >= 0; place--) {
      queue.putBack(sequences[place]);
    }
    known = count;
  }
}
