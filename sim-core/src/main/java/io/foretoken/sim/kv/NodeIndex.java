package io.foretoken.sim.kv;

import java.util.Arrays;

/**
 * Finds the child of a tree node by (parent, key, offset): an open-addressing hash table of node
 * numbers with linear probing; deletion closes the gap, so the table never wears out.
 */
final class NodeIndex {
  private static final int EMPTY = -1;

  private int[] slots = new int[128];
  private int size;

  NodeIndex() {
    Arrays.fill(slots, EMPTY);
  }

  /** The node, or -1. */
  int find(PrefixTree tree, int parent, long key, int start) {
    int mask = slots.length - 1;
    int slot = hash(parent, key, start) & mask;
    while (slots[slot] != EMPTY) {
      int node = slots[slot];
      if (tree.keyOf(node) == key && tree.parentOf(node) == parent && tree.startOf(node) == start) {
        return node;
      }
      slot = (slot + 1) & mask;
    }
    return EMPTY;
  }

  void put(PrefixTree tree, int node) {
    if (2 * size >= slots.length) {
      grow(tree);
    }
    place(tree, node);
    size++;
  }

  void remove(PrefixTree tree, int node) {
    int mask = slots.length - 1;
    int slot = home(tree, node);
    while (slots[slot] != node) {
      slot = (slot + 1) & mask;
    }
    int gap = slot;
    int probe = (gap + 1) & mask;
    while (slots[probe] != EMPTY) {
      int distance = (probe - home(tree, slots[probe])) & mask;
      if (distance >= ((probe - gap) & mask)) {
        slots[gap] = slots[probe];
        gap = probe;
      }
      probe = (probe + 1) & mask;
    }
    slots[gap] = EMPTY;
    size--;
  }

  private void place(PrefixTree tree, int node) {
    int mask = slots.length - 1;
    int slot = home(tree, node);
    while (slots[slot] != EMPTY) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = node;
  }

  private void grow(PrefixTree tree) {
    int[] old = slots;
    slots = new int[2 * old.length];
    Arrays.fill(slots, EMPTY);
    for (int node : old) {
      if (node != EMPTY) {
        place(tree, node);
      }
    }
  }

  private int home(PrefixTree tree, int node) {
    return hash(tree.parentOf(node), tree.keyOf(node), tree.startOf(node)) & (slots.length - 1);
  }

  private static int hash(int parent, long key, int start) {
    long z = (key + 0x9E3779B97F4A7C15L * (parent + 1)) ^ ((long) start << 32);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (int) (z ^ (z >>> 31));
  }
}
