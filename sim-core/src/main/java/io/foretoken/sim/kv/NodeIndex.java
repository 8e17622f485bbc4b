package io.foretoken.sim.kv;

import java.util.Arrays;

/**
 * Finds the child of a tree node by (parent, key, offset): a hash table of chains over int arrays,
 * so that taking a node out looks at nothing but its own chain.
 */
final class NodeIndex {
  private static final int NONE = -1;

  private int[] heads = new int[128];
  private int[] next = new int[64];
  private int[] hashes = new int[64];
  private int size;

  NodeIndex() {
    Arrays.fill(heads, NONE);
  }

  /** The node, or -1. */
  int find(PrefixTree tree, int parent, long key, int start) {
    int hash = hash(parent, key, start);
    int node = heads[hash & (heads.length - 1)];
    while (node != NONE && !(hashes[node] == hash && tree.is(node, parent, key, start))) {
      node = next[node];
    }
    return node;
  }

  void put(int node, int parent, long key, int start) {
    if (node >= next.length) {
      int length = Math.max(node + 1, 2 * next.length);
      next = Arrays.copyOf(next, length);
      hashes = Arrays.copyOf(hashes, length);
    }
    if (size == heads.length) {
      grow();
    }
    hashes[node] = hash(parent, key, start);
    link(node);
    size++;
  }

  void remove(int node) {
    int at = hashes[node] & (heads.length - 1);
    int other = heads[at];
    if (other == node) {
      heads[at] = next[node];
    } else {
      while (next[other] != node) {
        other = next[other];
      }
      next[other] = next[node];
    }
    size--;
  }

  private void link(int node) {
    int at = hashes[node] & (heads.length - 1);
    next[node] = heads[at];
    heads[at] = node;
  }

  private void grow() {
    int[] old = heads;
    heads = new int[2 * old.length];
    Arrays.fill(heads, NONE);
    for (int head : old) {
      int node = head;
      while (node != NONE) {
        int after = next[node];
        link(node);
        node = after;
      }
    }
  }

  private static int hash(int parent, long key, int start) {
    long z = (key ^ start) + 0x9E3779B97F4A7C15L * (parent + 1);
    z = (z ^ (z >>> 32)) * 0xBF58476D1CE4E5B9L;
    return (int) (z >>> 32);
  }
}
