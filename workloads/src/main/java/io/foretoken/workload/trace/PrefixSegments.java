package io.foretoken.workload.trace;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;

/**
 * What the prompts of a trace have in common: a forest whose paths from a root are shared
 * beginnings of prompts. A segment is a run of tokens that the same requests, at least two, pass
 * through.
 */
public final class PrefixSegments {
  /** No prompt shares anything. */
  public static final PrefixSegments NONE = new PrefixSegments(new int[0], new int[0]);

  /** Draw number of content keys; draws 0 and 1 belong to declared sharing. */
  private static final int TRACE_CONTENT = 2;

  private final int[] parent;
  private final int[] tokens;
  private final int[] depth;

  PrefixSegments(int[] parent, int[] tokens) {
    this.parent = parent;
    this.tokens = tokens;
    this.depth = new int[parent.length];
    for (int s = 0; s < parent.length; s++) {
      // A parent is numbered before its children.
      depth[s] = parent[s] < 0 ? 1 : depth[parent[s]] + 1;
    }
  }

  /** Number of segments. */
  public int size() {
    return parent.length;
  }

  /** The segment before this one in the prompt; -1 where the prompt begins with this one. */
  public int parent(int segment) {
    return parent[segment];
  }

  /** Length of the segment in tokens. */
  public int tokens(int segment) {
    return tokens[segment];
  }

  /** Number of segments from the beginning of the prompt to this one, itself included. */
  public int depth(int segment) {
    return segment < 0 ? 0 : depth[segment];
  }

  /** Tokens from the beginning of the prompt to the end of this segment. */
  public int tokensUpTo(int segment) {
    int sum = 0;
    for (int s = segment; s >= 0; s = parent[s]) {
      sum += tokens[s];
    }
    return sum;
  }

  /** Content key of a segment. */
  long key(int segment, StreamRandom random) {
    return random.bits(Purpose.PREFIX_CONTENT, segment, TRACE_CONTENT);
  }
}
