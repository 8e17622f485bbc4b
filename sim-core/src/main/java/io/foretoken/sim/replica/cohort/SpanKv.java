package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.kv.KvGroup;

/**
 * The blocks of a KV group whose attention does not need all tokens. When a sequence is scheduled,
 * first the blocks that it has passed become free, then it takes those for its new tokens.
 *
 * <p>The group has a pool of its own, or takes pages of the pool of the group with full attention.
 * Its blocks are not looked up by content: a prefix that the groups with full attention have cached
 * is taken to be there in this one too.
 */
final class SpanKv {
  private final AttentionSpan span;
  private final int block;
  private final int longestStep;
  private final KvGroup pool;
  private final int pages;
  private final boolean isLent;

  /** Most blocks that the running sequences may hold before they end, summed. */
  long reserved;

  /** With a pool of its own. */
  static SpanKv apart(AttentionSpan span, int blockSize, int blocks, int longestStep) {
    return new SpanKv(span, blockSize, new KvGroup(blockSize, blocks), 1, false, longestStep);
  }

  /** With blocks that take pages of another group's pool. */
  static SpanKv within(
      AttentionSpan span, int blockSize, KvGroup pool, int pages, int longestStep) {
    return new SpanKv(span, blockSize, pool, pages, true, longestStep);
  }

  private SpanKv(
      AttentionSpan span, int blockSize, KvGroup pool, int pages, boolean isLent, int longestStep) {
    this.span = span;
    this.longestStep = longestStep;
    this.pool = pool;
    this.pages = pages;
    this.isLent = isLent;
    block = blockSize;
  }

  /** Whether it takes pages of another group's pool. */
  boolean isLent() {
    return isLent;
  }

  /** Pages of its pool that a block takes. */
  int pages() {
    return pages;
  }

  /** Tokens that it can hold of one sequence; no limit if that needs no more than its span. */
  long tokens() {
    long held = (long) pool.capacity() * block;
    return held >= (long) span.tokens() + longestStep + 2L * block ? Long.MAX_VALUE : held;
  }

  int capacity() {
    return pool.capacity();
  }

  int free() {
    return pool.free();
  }

  int used() {
    return pool.used();
  }

  /** Takes blocks, or gives back those of a negative number. */
  void take(int more) {
    if (isLent) {
      pool.lend(more * pages);
    } else if (more > 0) {
      pool.take(more);
    } else {
      pool.release(-more);
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

  /**
   * Blocks that are set aside for a sequence with so many in all: its span's. What steps compute
   * beside stands in the pool until the next step only, so it is set aside once for all, see {@link
   * #ofSteps}; a sequence that lends pages of another group keeps all that it may need.
   */
  int reservation(int all) {
    return isLent ? most(all) : Math.min(all, BlockPool.blocksFor(span.tokens(), block) + 1);
  }

  /** Blocks that two steps may hold beside the spans. */
  int ofSteps() {
    return 2 * BlockPool.blocksFor(longestStep, block);
  }

  /** Most blocks that a sequence with so many blocks in all ever holds. */
  int most(int all) {
    int within = BlockPool.blocksFor((long) span.tokens() + longestStep, block) + 1;
    return Math.min(all, within);
  }
}
