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

  PaddedKv(EngineConfig config) {
    block = config.blockSize();
    spans = config.spans();
    capacity = config.kvBlocks().clone();
    for (int group = 0; group < capacity.length; group++) {
      capacity[group]--; // engines reserve a block of every pool
    }
  }

  /** Whether so many rows of one length find room in every group. */
  boolean fits(int rows, long tokens) {
    for (int group = 0; group < capacity.length; group++) {
      if ((long) rows * blocksOfRow(group, tokens) > capacity[group]) {
        return false;
      }
    }
    return true;
  }

  /** Blocks of the rows, summed over groups. */
  long blocks(int rows, long tokens) {
    long sum = 0;
    for (int group = 0; group < capacity.length; group++) {
      sum += (long) rows * blocksOfRow(group, tokens);
    }
    return sum;
  }

  /** Tokens that the smallest group with full attention can hold. */
  long tokens() {
    long least = Long.MAX_VALUE;
    for (int group = 0; group < capacity.length; group++) {
      least = spans.get(group).isFull() ? Math.min(least, (long) capacity[group] * block) : least;
    }
    return least;
  }

  private int blocksOfRow(int group, long tokens) {
    int all = BlockPool.blocksFor(tokens, block);
    AttentionSpan span = spans.get(group);
    return span.isFull() ? all : Math.min(all, BlockPool.blocksFor(span.tokens(), block) + 1);
  }
}
