package io.foretoken.sim.kv;

import java.util.HashMap;
import java.util.Map;

/**
 * A recount of the blocks of a {@link KvGroup}, sequence by sequence: those that several sequences
 * hold count once. For checks only.
 */
public final class BlockRecount {
  private final PrefixTree tree;
  private final Map<Integer, Integer> holders = new HashMap<>();
  private long shared;
  private long alone;

  BlockRecount(PrefixTree tree) {
    this.tree = tree;
  }

  /** A sequence holds the path that ends at a node, and blocks of its own. */
  void add(int end, int named, int held) {
    long onPath = 0;
    for (int node = end; node != PrefixTree.ROOT; node = tree.parent(node)) {
      if (holders.merge(node, 1, Integer::sum) == 1) {
        shared += tree.length(node);
      }
      onPath += tree.length(node);
    }
    if (onPath != named) {
      throw new IllegalStateException(
          "I3: a sequence has " + named + " blocks in the cache, its path has " + onPath);
    }
    alone += held - named;
  }

  /**
   * Blocks that are held.
   *
   * @throws IllegalStateException if a cached block counts other holders than it has
   */
  public long blocks() {
    holders.forEach(
        (node, count) -> {
          if (tree.refs(node) != count) {
            throw new IllegalStateException(
                "I3: cached blocks count %d holders and have %d".formatted(tree.refs(node), count));
          }
        });
    return shared + alone;
  }
}
