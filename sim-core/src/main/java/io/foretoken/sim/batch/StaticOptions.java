package io.foretoken.sim.batch;

/**
 * Static batching: a batch begins when {@code batchSize} requests wait, or when the oldest has
 * waited for {@code batchTimeoutNanos}, with those that are there.
 *
 * <p>Example: size 4, timeout 200 ms, requests at 0, 10 and 20 ms: the batch of three begins at 200
 * ms. A fourth at 30 ms would have begun it at 30 ms.
 *
 * @param batchSize requests of a full batch; 0 for as many as the engine runs at once
 * @param batchTimeoutNanos positive
 */
public record StaticOptions(int batchSize, long batchTimeoutNanos) implements RequestLevelOptions {
  /** Name in the registry of policies. */
  public static final String NAME = "static";

  /** As many as the engine runs at once, or what is there after 200 ms. */
  public static final StaticOptions DEFAULT = new StaticOptions(0, 200_000_000L);

  /** Refuses a size below 0, and a timeout that never lets a batch begin. */
  public StaticOptions {
    if (batchSize < 0) {
      throw new IllegalArgumentException("batch size " + batchSize);
    }
    if (batchTimeoutNanos < 1) {
      throw new IllegalArgumentException("batch timeout of " + batchTimeoutNanos + " ns");
    }
  }

  @Override
  public String policy() {
    return NAME;
  }

  @Override
  public BatchRule rule(int most) {
    int size = batchSize == 0 ? most : Math.min(batchSize, most);
    return new BatchRule() {
      @Override
      public int take(int waiting, long oldestNanos) {
        return waiting >= size || oldestNanos >= batchTimeoutNanos ? Math.min(waiting, size) : 0;
      }

      @Override
      public long delayNanos() {
        return batchTimeoutNanos;
      }
    };
  }
}
