package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.kv.KvGroup;

/**
 * The blocks of a KV group whose attention does not need all tokens. When a sequence is scheduled,
 * first the blocks that it has passed become free, then it takes those for its new tokens.
 *
 * <p>Its blocks are not looked up by content: a prefix that the groups with full attention have
 * cached is taken to be there in this one too.
 */
final class SpanKv {
  private final AttentionSpan span;
  private final int block;
  private final int longestStep;
  private final KvGroup blocks;

  /** Most blocks that the running sequences may hold before they end, summed. */
  long reserved;

  /**
   * @param longestStep most tokens of one sequence in one step
   */
  SpanKv(AttentionSpan span, int blockSize, int blocks, int longestStep) {
    this.span = span;
    this.longestStep = longestStep;
    block = blockSize;
    this.blocks = new KvGroup(blockSize, blocks);
  }

  /** Tokens that it can hold of one sequence; no limit if that needs no more than its span. */
  long tokens() {
    long held = (long) blocks.capacity() * block;
    return held >= (long) span.tokens() + longestStep + 2L * block ? Long.MAX_VALUE : held;
  }

  int capacity() {
    return blocks.capacity();
  }

  int free() {
    return blocks.free();
  }

  int used() {
    return blocks.used();
  }

  /** Takes blocks, or gives back those of a negative number. */
  void take(int more) {
    if (more > 0) {
      blocks.take(more);
    } else {
      blocks.release(-more);
    }
  }

  /**
   * Blocks that a sequence holds.
   *
   * @param before tokens stored when it was scheduled last
   * @param stored tokens stored now
   */
  int held(int before, int stored) {
    return BlockPool.blocksFor(stored, block) - span.blocksPassed(before, block);
  }

  /** Most blocks that a sequence of the given length ever holds. */
  int most(int length) {
    int all = BlockPool.blocksFor(length, block);
    int within = BlockPool.blocksFor((long) span.tokens() + longestStep, block) + 1;
    return Math.min(all, within);
  }
}
