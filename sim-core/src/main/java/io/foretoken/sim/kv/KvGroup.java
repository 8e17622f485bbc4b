package io.foretoken.sim.kv;

import java.util.Arrays;

/**
 * The KV blocks of one group of layers on one rank. Full blocks of equal content behind equal
 * prefixes are one block, whoever holds them; free blocks keep their content until they are needed,
 * the longest unused first. One block is never handed out: engines keep it as the target of padded
 * writes, and published block counts include it.
 *
 * <p>A sequence holds the blocks of its path in the tree, and behind them blocks of its own whose
 * content nobody else can use yet: the last one while it fills, and those filled in decode, which
 * enter the tree when the sequence gives them back.
 */
public final class KvGroup {
  private static final long NEVER = -1;

  private final int capacity;
  private final PrefixTree tree;
  private int[] path = new int[64];
  private int[] shared = new int[64];
  private int evictable;
  private int lent;
  private long missedRuns = NEVER;
  private long missedTree;
  private int missedNode;
  private int missedFrom;
  private int missedTo;

  /**
   * @param blockSize tokens per block
   * @param blocks blocks on the rank, the reserved one included; at least 2
   * @throws IllegalArgumentException for fewer than 2
   */
  public KvGroup(int blockSize, int blocks) {
    if (blocks < 2) {
      throw new IllegalArgumentException(
          "a KV pool needs at least 2 blocks (one is reserved), got " + blocks);
    }
    capacity = blocks - 1;
    tree = new PrefixTree(blockSize, capacity);
  }

  /** Blocks that sequences can hold. */
  public int capacity() {
    return capacity;
  }

  /** Blocks that sequences hold. */
  public int used() {
    return capacity - free();
  }

  /** Blocks that no sequence holds and that are not lent, cached content or not. */
  public int free() {
    return tree.free() - lent;
  }

  /** Blocks that are lent to other groups. */
  public int lent() {
    return lent;
  }

  /**
   * Lends blocks to another group; a negative number comes back. What is lent is a number: which
   * blocks they are, and what content is lost for them, {@link #settleLoans} decides.
   */
  public void lend(int blocks) {
    lent += blocks;
  }

  /** Evicts until as many blocks without content are free as are lent. */
  public void settleLoans() {
    if (lent > tree.nameless()) {
      tree.forgetUntil(lent);
    }
  }

  /** Cached blocks that were taken for other content since the start. */
  public long evicted() {
    return tree.evicted();
  }

  /** Takes blocks of no content; there must be enough. */
  public void take(int blocks) {
    tree.take(blocks);
  }

  /** Blocks at the head of a sequence that the cache has, at most {@code most}. */
  public int cached(BlockRuns runs, int most) {
    return match(runs, PrefixTree.ROOT, 0, most);
  }

  /** Looks the blocks up, unless the latest look already found out that they are not there. */
  private int match(BlockRuns runs, int node, int from, int to) {
    if (from >= to || tree.isLeaf(node)) {
      return 0;
    }
    if (runs.version() == missedRuns
        && tree.version() == missedTree
        && node == missedNode
        && from == missedFrom
        && to >= missedTo) {
      return 0;
    }
    int found = tree.match(runs, node, from, to);
    evictable = tree.evictable();
    missedRuns = NEVER;
    if (found == 0 && to > from) {
      missedRuns = runs.version();
      missedTree = tree.version();
      missedNode = node;
      missedFrom = from;
      missedTo = to;
    }
    return found;
  }

  /**
   * Free blocks that it takes to extend what a sequence holds, cached free ones that it would hold
   * again included.
   *
   * @param held blocks it holds now
   * @param full blocks to be full then and usable by others
   * @param total blocks to be held then
   */
  public int needed(BlockRuns runs, int sequence, int held, int full, int total) {
    reserve(sequence);
    int found = match(runs, path[sequence], shared[sequence], full);
    return Math.max(0, total - held - found) + (found == 0 ? 0 : evictable);
  }

  /** Whether the cache has a block that the sequence is about to fill. */
  public boolean meetsCached(BlockRuns runs, int sequence, int full) {
    reserve(sequence);
    int from = shared[sequence];
    return full > from && tree.match(runs, path[sequence], from, from + 1) > 0;
  }

  /** Extends what a sequence holds, see {@link #needed}; there must be enough. */
  public void extend(BlockRuns runs, int sequence, int held, int full, int total) {
    reserve(sequence);
    int from = shared[sequence];
    int found = enter(runs, sequence, from, full);
    int more = total - held - found;
    if (more > 0) {
      tree.take(more);
    } else {
      tree.giveNameless(-more);
    }
    append(runs, sequence, from + found, full);
  }

  /**
   * A sequence gives everything back, the last block first.
   *
   * @param held blocks it holds
   * @param full those of them that are full
   */
  public void release(BlockRuns runs, int sequence, int held, int full) {
    reserve(sequence);
    int from = shared[sequence];
    int twice = enter(runs, sequence, from, full);
    append(runs, sequence, from + twice, full);
    tree.giveNameless(twice + held - Math.max(full, from));
    tree.release(path[sequence]);
    path[sequence] = PrefixTree.ROOT;
    shared[sequence] = 0;
  }

  /** The same without a cache: the blocks are free and hold nothing. */
  public void release(int held) {
    tree.giveNameless(held);
  }

  /** Begins a recount of the blocks in use. */
  public BlockRecount recount() {
    return new BlockRecount(tree);
  }

  /** Counts a sequence's blocks in. */
  public void countIn(BlockRecount recount, int sequence, int held) {
    reserve(sequence);
    recount.add(path[sequence], shared[sequence], held);
  }

  private int enter(BlockRuns runs, int sequence, int from, int full) {
    int found = match(runs, path[sequence], from, full);
    if (found > 0) {
      tree.refer(runs, path[sequence], from, found);
      path[sequence] = tree.end();
      shared[sequence] = from + found;
    }
    return found;
  }

  private void append(BlockRuns runs, int sequence, int from, int full) {
    if (full > from) {
      path[sequence] = tree.append(runs, path[sequence], from, full);
      shared[sequence] = full;
    }
  }

  private void reserve(int sequence) {
    if (sequence >= path.length) {
      int length = Math.max(sequence + 1, 2 * path.length);
      path = Arrays.copyOf(path, length);
      shared = Arrays.copyOf(shared, length);
    }
  }
}
