package io.foretoken.sim.replica.batchwise;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.replica.EngineConfig;
import java.util.List;

/**
 * The KV cache of a batch, taken as a whole when it begins: every row has room for the longest
 * prompt and the largest {@code max_tokens} of the batch, less the last token, which is not stored.
 *
 * <p>Example: blocks of 16 tokens, rows with prompts of 100 and 60 and max_tokens of 20 and 50:
 * both rows are given ceil((100 + 50 - 1) / 16) = 10 blocks.
 */
final class PaddedKv {
  private final int block;
  private final int[] capacity;
  private final List<AttentionSpan> spans;

  /** Pages of the first group's pool for a block of each group; empty where pools are apart. */
  private final List<Integer> pages;

  PaddedKv(EngineConfig config) {
    block = config.blockSize();
    spans = config.spans();
    pages = config.kv().pages();
    capacity = config.kvBlocks().clone();
    for (int group = 0; group < capacity.length; group++) {
      capacity[group]--; // engines reserve a block of every pool
    }
  }

  /** Whether so many rows of one length find room in every group. */
  boolean fits(int rows, long tokens) {
    if (!pages.isEmpty()) {
      return blocks(rows, tokens) <= capacity[0];
    }
    for (int group = 0; group < capacity.length; group++) {
      if ((long) rows * blocksOfRow(group, tokens) > capacity[group]) {
        return false;
      }
    }
    return true;
  }

  /** Blocks of the rows, summed over groups; in a pool that groups share, its pages. */
  long blocks(int rows, long tokens) {
    long sum = 0;
    for (int group = 0; group < capacity.length; group++) {
      long ofRow = blocksOfRow(group, tokens);
      sum += rows * (pages.isEmpty() ? ofRow : pages.get(group) * ofRow);
    }
    return sum;
  }

  /** Tokens of the longest row that fits, where one of {@code tooMany} does not. */
  long mostBelow(long tooMany) {
    long fits = 0;
    long no = tooMany;
    while (no - fits > 1) {
      long middle = (fits + no) >>> 1;
      if (fits(1, middle)) {
        fits = middle;
      } else {
        no = middle;
      }
    }
    return fits;
  }

  private int blocksOfRow(int group, long tokens) {
    int all = BlockPool.blocksFor(tokens, block);
    AttentionSpan span = spans.get(group);
    return span.isFull() ? all : Math.min(all, BlockPool.blocksFor(span.tokens(), block) + 1);
  }
}
