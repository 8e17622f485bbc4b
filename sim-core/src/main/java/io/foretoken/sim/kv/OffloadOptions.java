package io.foretoken.sim.kv;

/**
 * Memory behind the GPU's that keeps copies of KV blocks, for one rank.
 *
 * @param blocks blocks that it holds; 0 for no such memory
 * @param latencyNanos time of a transfer before its first block
 * @param nanosPerBlock time of a transfer per block, in either direction
 */
public record OffloadOptions(int blocks, long latencyNanos, long nanosPerBlock) {
  /** No memory behind the GPU's. */
  public static final OffloadOptions NONE = new OffloadOptions(0, 0, 0);

  /** Refuses negative amounts. */
  public OffloadOptions {
    if (blocks < 0 || latencyNanos < 0 || nanosPerBlock < 0) {
      throw new IllegalArgumentException(
          "offload of %d blocks, %d ns and %d ns a block"
              .formatted(blocks, latencyNanos, nanosPerBlock));
    }
  }

  /** Whether there is such memory. */
  public boolean exists() {
    return blocks > 0;
  }
}
