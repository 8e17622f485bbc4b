package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.kv.BlockRuns;
import io.foretoken.sim.kv.KvGroup;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;

/** The KV groups of a rank: what holds in one must hold in all. */
final class RankKv {
  private final RequestTable requests;
  private final SequenceTable sequences;
  private final boolean caches;
  private final int block;
  private final KvGroup[] groups;
  private final BlockRuns runs;
  private int readSequence = -1;
  private int readEpoch;
  private int readGenerated;

  RankKv(EngineConfig config, RequestTable requests, SequenceTable sequences) {
    this.requests = requests;
    this.sequences = sequences;
    caches = config.prefixCaching();
    block = config.blockSize();
    runs = new BlockRuns(block);
    groups = new KvGroup[config.kvBlocks().length];
    for (int group = 0; group < groups.length; group++) {
      groups[group] = new KvGroup(block, config.kvBlocks()[group]);
    }
  }

  /** Tokens that the smallest group can hold. */
  long tokens() {
    long least = Long.MAX_VALUE;
    for (KvGroup group : groups) {
      least = Math.min(least, (long) group.capacity() * block);
    }
    return least;
  }

  /** Free blocks of the group that has the fewest. */
  int free() {
    int least = groups[0].free();
    for (int group = 1; group < groups.length; group++) {
      least = Math.min(least, groups[group].free());
    }
    return least;
  }

  /** Blocks held, summed over groups. */
  long used() {
    long sum = groups[0].used();
    for (int group = 1; group < groups.length; group++) {
      sum += groups[group].used();
    }
    return sum;
  }

  /** Blocks of every group for decode rows; there must be enough. */
  void take(int blocks) {
    for (KvGroup group : groups) {
      group.take(blocks);
    }
  }

  /** Tokens at the head of a waiting sequence that every group has cached; not its last token. */
  int cachedTokens(int sequence) {
    if (!caches) {
      return 0;
    }
    readContent(sequence);
    int most = (sequences.length(sequence) - 1) / block;
    for (KvGroup group : groups) {
      most = group.cached(runs, most);
    }
    return most * block;
  }

  /** Whether a waiting sequence's first {@code tokens} find room. */
  boolean fits(int sequence, int tokens) {
    return hasRoom(sequence, 0, fullBlocks(tokens), BlockPool.blocksFor(tokens, block));
  }

  /**
   * Extends a sequence that computes prompt tokens.
   *
   * @param held tokens it has blocks for now
   * @param tokens tokens it is to have blocks for
   * @return whether there was room; if not, nothing has changed
   */
  boolean tryExtend(int sequence, int held, int tokens) {
    int heldBlocks = BlockPool.blocksFor(held, block);
    int full = fullBlocks(tokens);
    int total = BlockPool.blocksFor(tokens, block);
    if (!hasRoom(sequence, heldBlocks, full, total)) {
      return false;
    }
    for (KvGroup group : groups) {
      group.extend(runs, sequence, heldBlocks, full, total);
    }
    return true;
  }

  /** Gives a sequence that holds nothing blocks for its first tokens; they must {@link #fits}. */
  void begin(int sequence, int tokens) {
    int full = fullBlocks(tokens);
    int total = BlockPool.blocksFor(tokens, block);
    for (KvGroup group : groups) {
      group.extend(runs, sequence, 0, full, total);
    }
  }

  /** Whether a sequence that extends to so many tokens would find blocks of its own cached. */
  boolean meetsCached(int sequence, int tokens) {
    if (!caches) {
      return false;
    }
    readContent(sequence);
    for (KvGroup group : groups) {
      if (group.meetsCached(runs, sequence, fullBlocks(tokens))) {
        return true;
      }
    }
    return false;
  }

  /** Gives back all blocks of a sequence that has the given number of tokens computed. */
  void release(int sequence, int computed) {
    int held = BlockPool.blocksFor(computed, block);
    if (caches) {
      readContent(sequence);
    }
    for (KvGroup group : groups) {
      if (caches) {
        group.release(runs, sequence, held, computed / block);
      } else {
        group.release(held);
      }
    }
  }

  long evicted() {
    long sum = 0;
    for (KvGroup group : groups) {
      sum += group.evicted();
    }
    return sum;
  }

  private boolean hasRoom(int sequence, int heldBlocks, int full, int total) {
    if (caches) {
      readContent(sequence);
    }
    for (KvGroup group : groups) {
      if (group.needed(runs, sequence, heldBlocks, full, total) > group.free()) {
        return false;
      }
    }
    return true;
  }

  private int fullBlocks(int tokens) {
    return caches ? tokens / block : 0;
  }

  private void readContent(int sequence) {
    int generated = sequences.sampled(sequence);
    int epoch = sequences.epoch(sequence);
    if (sequence == readSequence && epoch == readEpoch && generated == readGenerated) {
      return;
    }
    readSequence = sequence;
    readEpoch = epoch;
    readGenerated = generated;
    int request = sequences.request(sequence);
    runs.clear();
    requests.promptContent(request, runs);
    if (generated > 0) {
      runs.add(requests.outputKey(request), generated);
    }
  }

  /** A row in decode takes a block when it has filled its last; false if there is none. */
  boolean takeForRow(int computed) {
    if (computed % block != 0) {
      return true;
    }
    if (free() == 0) {
      return false;
    }
    take(1);
    return true;
  }

  /** Blocks that a sequence needs for more tokens, beside those that it has. */
  int blocksMore(int computed, int tokens) {
    return BlockPool.blocksFor((long) computed + tokens, block)
        - BlockPool.blocksFor(computed, block);
  }
}
