package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.kv.BlockRecount;
import io.foretoken.sim.kv.KvGroup;

/** I3: a recount of the blocks that a rank's sequences hold in every KV group. For checks only. */
final class KvRecount {
  private final KvGroup[] groups;
  private final SpanKv[] spanned;
  private final int block;
  private final BlockRecount[] counts;
  private final long[] spanBlocks;

  KvRecount(KvGroup[] groups, SpanKv[] spanned, int blockSize) {
    this.groups = groups;
    this.spanned = spanned;
    block = blockSize;
    counts = new BlockRecount[groups.length];
    for (int group = 0; group < groups.length; group++) {
      counts[group] = groups[group].recount();
    }
    spanBlocks = new long[spanned.length];
  }

  /**
   * Counts a sequence that runs.
   *
   * @param before tokens stored when it was scheduled last
   * @param computed tokens stored or scheduled
   */
  void add(int sequence, int before, int computed) {
    addBlocks(sequence, BlockPool.blocksFor(computed, block));
    for (int span = 0; span < spanned.length; span++) {
      spanBlocks[span] += spanned[span].held(before, computed);
    }
  }

  /** Counts a sequence that holds blocks in the groups with full attention. */
  void addBlocks(int sequence, int blocks) {
    for (int group = 0; group < groups.length; group++) {
      groups[group].countIn(counts[group], sequence, blocks);
    }
  }

  /** Holds what the groups say against the recount. */
  void check() {
    long lent = 0;
    for (int span = 0; span < spanned.length; span++) {
      if (spanned[span].isLent()) {
        lent += spanned[span].pages() * spanBlocks[span];
      } else {
        RankRecount.expect("I3: blocks of a spanned group", spanned[span].used(), spanBlocks[span]);
      }
    }
    for (int group = 0; group < groups.length; group++) {
      RankRecount.expect(
          "I3: blocks in use",
          groups[group].used(),
          counts[group].blocks() + (group == 0 ? lent : 0));
    }
  }
}
