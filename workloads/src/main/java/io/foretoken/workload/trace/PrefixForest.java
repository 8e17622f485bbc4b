package io.foretoken.workload.trace;

import java.util.Arrays;

/**
 * Grows the forest of prompt blocks while a trace is read: a node is a block after a certain path,
 * found by (parent, id, tokens) in an open-addressing table. {@link #compress} then joins the
 * blocks that always come together.
 */
final class PrefixForest {
  /** Stands for the beginning of a prompt. */
  static final int ROOT = -1;

  private static final int INITIAL_CAPACITY = 256;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private int[] parent = new int[INITIAL_CAPACITY];
  private long[] id = new long[INITIAL_CAPACITY];
  private int[] tokens = new int[INITIAL_CAPACITY];
  private int[] slots = emptySlots(4 * INITIAL_CAPACITY);
  private int size;

  /** The node of the block {@code blockId} of {@code blockTokens} tokens after {@code after}. */
  int child(int after, long blockId, int blockTokens) {
    int mask = slots.length - 1;
    int slot = hash(after, blockId, blockTokens) & mask;
    while (slots[slot] >= 0) {
      int node = slots[slot];
      if (parent[node] == after && id[node] == blockId && tokens[node] == blockTokens) {
        return node;
      }
      slot = (slot + 1) & mask;
    }
    if (size == parent.length) {
      grow();
      return child(after, blockId, blockTokens);
    }
    parent[size] = after;
    id[size] = blockId;
    tokens[size] = blockTokens;
    slots[slot] = size;
    return size++;
  }

  /**
   * Joins every node with its parent where all requests of the parent pass through it, and drops
   * the nodes that a single request has.
   *
   * @param last the last node of every request, or ROOT; replaced by its last segment, or -1
   */
  PrefixSegments compress(int[] last) {
    int[] uses = new int[size];
    for (int node : last) {
      if (node >= 0) {
        uses[node]++;
      }
    }
    // A child is numbered after its parent.
    for (int node = size - 1; node >= 0; node--) {
      if (parent[node] >= 0) {
        uses[parent[node]] += uses[node];
      }
    }
    int[] segment = new int[size];
    int[] segmentParent = new int[size];
    int[] segmentTokens = new int[size];
    int count = 0;
    for (int node = 0; node < size; node++) {
      int above = parent[node];
      if (uses[node] < 2) {
        segment[node] = above < 0 ? -1 : segment[above];
      } else if (above >= 0 && uses[above] == uses[node]) {
        segment[node] = segment[above];
        segmentTokens[segment[node]] += tokens[node];
      } else {
        segmentParent[count] = above < 0 ? -1 : segment[above];
        segmentTokens[count] = tokens[node];
        segment[node] = count++;
      }
    }
    for (int request = 0; request < last.length; request++) {
      last[request] = last[request] < 0 ? -1 : segment[last[request]];
    }
    return new PrefixSegments(
        Arrays.copyOf(segmentParent, count), Arrays.copyOf(segmentTokens, count));
  }

  private void grow() {
    int capacity = 2 * size;
    parent = Arrays.copyOf(parent, capacity);
    id = Arrays.copyOf(id, capacity);
    tokens = Arrays.copyOf(tokens, capacity);
    slots = emptySlots(4 * capacity);
    int mask = slots.length - 1;
    for (int node = 0; node < size; node++) {
      int slot = hash(parent[node], id[node], tokens[node]) & mask;
      while (slots[slot] >= 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = node;
    }
  }

  private static int hash(int after, long blockId, int blockTokens) {
    long h = (blockId * GOLDEN_GAMMA + after) * GOLDEN_GAMMA + blockTokens;
    h ^= h >>> 32;
    h *= GOLDEN_GAMMA;
    return (int) (h >>> 32);
  }

  private static int[] emptySlots(int count) {
    int[] slots = new int[count];
    Arrays.fill(slots, -1);
    return slots;
  }
}
