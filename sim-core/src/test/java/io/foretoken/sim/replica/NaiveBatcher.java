package io.foretoken.sim.replica;

import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.batch.StaticOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * When a batch begins, as a specification: the queue is walked request by request.
 *
 * @param most requests that the engine runs at once
 */
record NaiveBatcher(RequestLevelOptions options, int most) {
  long delay() {
    return options instanceof StaticOptions fixed
        ? fixed.batchTimeoutNanos()
        : ((DynamicOptions) options).maxQueueDelayNanos();
  }

  /** Requests that begin now. */
  int take(int waiting, long age) {
    if (options instanceof StaticOptions fixed) {
      int size = fixed.batchSize() == 0 ? most : Math.min(fixed.batchSize(), most);
      if (waiting < size && age < fixed.batchTimeoutNanos()) {
        return 0;
      }
      return Math.min(size, waiting);
    }
    return takeAsTriton((DynamicOptions) options, waiting, age);
  }

  /** GetDynamicBatch with its cursor, for requests of batch size 1. */
  private int takeAsTriton(DynamicOptions dynamic, int waiting, long age) {
    List<Integer> preferred =
        new ArrayList<>(
            dynamic.preferredBatchSizes().stream().filter(size -> size <= most).toList());
    if (preferred.isEmpty()) {
      preferred.add(most);
    }
    int maxPreferred = preferred.get(preferred.size() - 1);
    int pending = 0;
    int best = 0;
    boolean sendNow = false;
    for (int cursor = 0; cursor < waiting; cursor++) {
      if (pending > 0) {
        if (pending + 1 > maxPreferred && best == 0) {
          best = pending;
        }
        if (pending + 1 > most) {
          sendNow = true;
          break;
        }
      }
      pending++;
      if (preferred.contains(pending)) {
        best = pending;
      }
    }
    long delay = dynamic.maxQueueDelayNanos();
    boolean isExceeded = delay != 0 && age >= delay;
    if (best != 0 && !isExceeded) {
      return best;
    }
    if (sendNow || pending >= maxPreferred) {
      return pending;
    }
    return isExceeded || delay == 0 ? pending : 0;
  }
}
