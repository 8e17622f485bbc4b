package io.foretoken.sim.batch;

import java.util.Collections;
import java.util.List;

/**
 * Dynamic batching as in Triton: an idle engine takes the largest preferred size that the queue
 * holds; where it holds none it waits for one, but no longer than until the oldest request has
 * waited for the delay, and then takes all that are there. Requests that have waited that long
 * behind a running batch are not held to preferred sizes.
 *
 * <p>Example: preferred 4 and 8, at most 16 at once, delay 5 ms. 11 requests wait, the oldest for 1
 * ms: 8 begin. For 6 ms: all 11 begin. 3 requests, the oldest for 1 ms: the engine waits 4 ms for a
 * fourth. Without a delay it takes 3 at once, and 8 of 11.
 *
 * <p>Source: {@code GetDynamicBatch} of Triton's {@code dynamic_batch_scheduler.cc}, for requests
 * of batch size 1 and one model instance. Two things are left out: Triton may collect the next
 * batch while one runs, and fixes it then; and it has queue policies of its own.
 *
 * @param preferredBatchSizes ascending, each at least 1; empty for as many as the engine runs at
 *     once
 * @param maxQueueDelayNanos 0 for none
 */
public record DynamicOptions(List<Integer> preferredBatchSizes, long maxQueueDelayNanos)
    implements RequestLevelOptions {
  /** Name in the registry of policies. */
  public static final String NAME = "dynamic";

  /** No preferred sizes and no delay, as in Triton. */
  public static final DynamicOptions DEFAULT = new DynamicOptions(List.of(), 0);

  /** Refuses sizes that do not ascend from 1, and a negative delay. */
  public DynamicOptions {
    preferredBatchSizes = List.copyOf(preferredBatchSizes);
    int least = 0;
    for (int size : preferredBatchSizes) {
      if (size <= least) {
        throw new IllegalArgumentException(
            "preferred batch sizes do not ascend from 1: " + preferredBatchSizes);
      }
      least = size;
    }
    if (maxQueueDelayNanos < 0) {
      throw new IllegalArgumentException("queue delay of " + maxQueueDelayNanos + " ns");
    }
  }

  @Override
  public String policy() {
    return NAME;
  }

  @Override
  public BatchRule rule(int most) {
    List<Integer> sizes = preferredBatchSizes.stream().filter(size -> size <= most).toList();
    int[] preferred =
        (sizes.isEmpty() ? List.of(most) : sizes).stream().mapToInt(Integer::intValue).toArray();
    int largest = Collections.max(sizes.isEmpty() ? List.of(most) : sizes);
    return new BatchRule() {
      @Override
      public int take(int waiting, long oldestNanos) {
        int ready = Math.min(waiting, most);
        boolean late = maxQueueDelayNanos > 0 && oldestNanos >= maxQueueDelayNanos;
        int best = 0;
        for (int size : preferred) {
          best = size <= ready ? size : best;
        }
        if (best > 0 && !late) {
          return best;
        }
        return late || maxQueueDelayNanos == 0 || ready >= largest ? ready : 0;
      }

      @Override
      public long delayNanos() {
        return maxQueueDelayNanos;
      }
    };
  }
}
