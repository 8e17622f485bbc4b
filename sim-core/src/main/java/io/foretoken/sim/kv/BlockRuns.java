package io.foretoken.sim.kv;

import java.util.Arrays;

/**
 * The content of a sequence's full KV blocks, as runs of blocks that continue one another.
 *
 * <p>A sequence is a list of segments (content key, tokens). Blocks that lie inside one segment
 * form a run (key, offset of its first token in the segment, blocks); a block that holds parts of
 * several segments is a run of its own whose key is a hash of its parts. Two blocks behind equal
 * prefixes have equal content if and only if their runs say so.
 *
 * <p>Example: block 16, segments (A, 40 tokens) and (B, 30 tokens): runs (A, 0, 2 blocks), (hash of
 * A from 32 for 8 and B from 0 for 8, 1 block), (B, 8, 1 block); the 6 tokens left fill no block.
 */
public final class BlockRuns {
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private final int block;
  private long[] keys = new long[8];
  private int[] starts = new int[8];
  private int[] firstBlocks = new int[9];
  private int count;
  private int tokens;
  private long open;
  private long version;

  /**
   * @param blockSize tokens per block
   */
  public BlockRuns(int blockSize) {
    block = blockSize;
  }

  /** Forgets everything. */
  public void clear() {
    version++;
    count = 0;
    tokens = 0;
    firstBlocks[0] = 0;
  }

  /** Appends a segment. */
  public void add(long key, int segmentTokens) {
    int offset = 0;
    int filled = BlockPool.beyondFull(tokens, block);
    if (filled != 0) {
      offset = Math.min(segmentTokens, block - filled);
      mixIn(key, 0, offset);
      if (filled + offset == block) {
        addRun(open, 0, 1);
      }
    }
    int full = BlockPool.filledBy(segmentTokens - offset, block);
    if (full > 0) {
      addRun(key, offset, full);
    }
    int rest = segmentTokens - offset - full * block;
    if (rest > 0) {
      open = SEED;
      mixIn(key, offset + full * block, rest);
    }
    tokens += segmentTokens;
  }

  /** Changes with every content. */
  long version() {
    return version;
  }

  /** Full blocks. */
  public int blocks() {
    return firstBlocks[count];
  }

  /** The run that a full block lies in. */
  int runOf(int blockIndex) {
    int run = 0;
    while (firstBlocks[run + 1] <= blockIndex) {
      run++;
    }
    return run;
  }

  long key(int run) {
    return keys[run];
  }

  /** Offset in its segment of the first token of a block. */
  int start(int run, int blockIndex) {
    return starts[run] + (blockIndex - firstBlocks[run]) * block;
  }

  /** The block after the last one of a run. */
  int end(int run) {
    return firstBlocks[run + 1];
  }

  private void addRun(long key, int start, int blocks) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      firstBlocks = Arrays.copyOf(firstBlocks, 2 * count + 1);
    }
    keys[count] = key;
    starts[count] = start;
    firstBlocks[count + 1] = firstBlocks[count] + blocks;
    count++;
  }

  private void mixIn(long key, int offset, int length) {
    open = mix(open ^ key);
    open = mix(open + ((long) offset << 32) + length);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
