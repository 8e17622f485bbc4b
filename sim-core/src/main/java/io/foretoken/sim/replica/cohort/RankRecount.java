package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.replica.EngineConfig;

/**
 * A recount of a rank, sequence by sequence, to hold its sums against.
 *
 * @param config the engine's knobs
 * @param blocks blocks that the running sequences hold in one group, shared ones once per holder
 * @param rows rows of the cohort
 * @param context tokens stored for them
 * @param due rows that need a block in the next step
 */
record RankRecount(EngineConfig config, long blocks, int rows, long context, int due) {

  /** Counts another running sequence in. */
  RankRecount with(int computed, boolean isRow) {
    int block = config.blockSize();
    return new RankRecount(
        config,
        blocks + BlockPool.blocksFor(computed, block),
        rows + (isRow ? 1 : 0),
        context + (isRow ? computed : 0),
        due + (isRow && computed % block == 0 ? 1 : 0));
  }

  /** I3 and I6. */
  void check(DecodeCohort cohort, long blocksInUse) {
    long most =
        config.kv().isShared()
            ? blocks * config.kv().pages().stream().mapToInt(Integer::intValue).sum()
            : blocks * config.kvBlocks().length;
    boolean keepsAll = config.spans().stream().allMatch(AttentionSpan::isFull);
    if (keepsAll && !config.prefixCaching()) {
      expect("I3: blocks in use", blocksInUse, most);
    } else if (blocksInUse > most || (blocks > 0 && blocksInUse == 0)) {
      throw new IllegalStateException(
          "I3: %d blocks in use, sequences hold %d, some of them together"
              .formatted(blocksInUse, blocks));
    }
    expect("I6: rows of the cohort", cohort.rows(), rows);
    expect("I6: context of the cohort", cohort.context(), context);
    expect("I6: blocks due", cohort.blocksDue(), due);
  }

  /** Two counts of the same thing. */
  static void expect(String what, long kept, long counted) {
    if (kept != counted) {
      throw new IllegalStateException(what + ": " + kept + " kept, " + counted + " counted");
    }
  }
}
