package io.foretoken.sim.kv;

/**
 * The KV blocks of one group on one rank, as counts. One block is never handed out: engines keep it
 * as the target of padded writes, and published block counts include it.
 *
 * <p>Example: a pool of 10 blocks has 9 usable ones.
 */
public final class BlockPool {
  private final int capacity;
  private int used;

  /**
   * @param blocks blocks on the rank, the reserved one included; at least 2
   * @throws IllegalArgumentException for fewer than 2
   */
  public BlockPool(int blocks) {
    if (blocks < 2) {
      throw new IllegalArgumentException(
          "a KV pool needs at least 2 blocks (one is reserved), got " + blocks);
    }
    capacity = blocks - 1;
  }

  /** Blocks that sequences can hold. */
  public int capacity() {
    return capacity;
  }

  /** Blocks that sequences hold. */
  public int used() {
    return used;
  }

  /** Blocks that are free. */
  public int free() {
    return capacity - used;
  }

  /** Takes blocks if there are enough; takes none otherwise. */
  public boolean tryTake(int blocks) {
    if (blocks > capacity - used) {
      return false;
    }
    used += blocks;
    return true;
  }

  /**
   * Gives blocks back.
   *
   * @throws IllegalStateException if more are given back than were taken
   */
  public void giveBack(int blocks) {
    if (blocks > used) {
      throw new IllegalStateException("gave back " + blocks + " blocks with " + used + " in use");
    }
    used -= blocks;
  }

  /** Blocks that hold the given number of tokens. */
  public static int blocksFor(long tokens, int blockSize) {
    return (blockSize & (blockSize - 1)) == 0
        ? (int) ((tokens + blockSize - 1) >>> Integer.numberOfTrailingZeros(blockSize))
        : (int) ((tokens + blockSize - 1) / blockSize);
  }

  /** Blocks that the given number of tokens fills. A division where it must be: most are by 16. */
  public static int filledBy(int tokens, int blockSize) {
    return (blockSize & (blockSize - 1)) == 0
        ? tokens >>> Integer.numberOfTrailingZeros(blockSize)
        : tokens / blockSize;
  }

  /** Tokens in the block that the given number of tokens begins but does not fill. */
  public static int beyondFull(int tokens, int blockSize) {
    return (blockSize & (blockSize - 1)) == 0 ? tokens & (blockSize - 1) : tokens % blockSize;
  }
}
