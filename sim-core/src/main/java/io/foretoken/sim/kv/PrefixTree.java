package io.foretoken.sim.kv;

import java.util.Arrays;

/**
 * The blocks of one KV group on one rank: which are in use, which are free, and which content the
 * free ones still hold. A path-compressed radix tree over {@link BlockRuns}, all in primitive
 * arrays.
 *
 * <p>A node is a run of blocks behind its parent's last one. Sequences refer to the nodes on their
 * path; a node without references waits in the list of free blocks, in the order in which it was
 * released, until its blocks are taken: the last block of the list's first node goes first. Blocks
 * of no known content are nodes of the list without a place in the tree.
 *
 * <p>Invariants: a node is referred to by no more sequences than its parent; so a node is released
 * before its parent and stands before it in the list, and taking blocks only ever shortens leaves.
 */
final class PrefixTree {
  static final int ROOT = 0;
  private static final int NONE = -1;
  private static final int NAMELESS = -2;

  private final int block;
  private int[] parent = new int[64];
  private long[] key = new long[64];
  private int[] start = new int[64];
  private int[] length = new int[64];
  private int[] refs = new int[64];
  private int[] children = new int[64];
  private int[] before = new int[64];
  private int[] after = new int[64];
  private int nodes = 1;
  private int spare = NONE;
  private int oldest = NONE;
  private int newest = NONE;
  private int free;
  private int nameless;
  private long evicted;
  private long version;
  private final NodeIndex index = new NodeIndex();

  private int end;
  private int evictable;

  /**
   * @param blockSize tokens per block
   * @param capacity blocks, all of them free and without content
   */
  PrefixTree(int blockSize, int capacity) {
    block = blockSize;
    parent[ROOT] = NONE;
    refs[ROOT] = 1;
    giveNameless(capacity);
  }

  /** Blocks that no sequence holds. */
  int free() {
    return free;
  }

  /** Free blocks of no known content. */
  int nameless() {
    return nameless;
  }

  /** Free blocks of known content that have been taken for something else. */
  long evicted() {
    return evicted;
  }

  /** Changes whenever what {@link #match} says may change. */
  long version() {
    return version;
  }

  /** The node where the latest {@link #match} or {@link #refer} ended. */
  int end() {
    return end;
  }

  /** Free blocks among those of the latest {@link #match}. */
  int evictable() {
    return evictable;
  }

  /**
   * How many blocks of a sequence, from {@code from} to at most {@code to}, the tree has behind a
   * node. Changes nothing.
   */
  int match(BlockRuns runs, int node, int from, int to) {
    evictable = 0;
    end = node;
    int at = from;
    int run = from < to ? runs.runOf(from) : 0;
    while (at < to) {
      int next = index.find(this, end, runs.key(run), runs.start(run, at));
      if (next == NONE) {
        break;
      }
      int shared = Math.min(length[next], Math.min(to, runs.end(run)) - at);
      if (refs[next] == 0) {
        evictable += shared;
      }
      at += shared;
      end = next;
      if (shared < length[next]) {
        break;
      }
      if (at == runs.end(run)) {
        run++;
      }
    }
    return at - from;
  }

  /** Refers to the blocks that {@link #match} found; {@link #end()} is the last of their nodes. */
  void refer(BlockRuns runs, int node, int from, int matched) {
    version++;
    end = node;
    int at = from;
    int to = from + matched;
    int run = from < to ? runs.runOf(from) : 0;
    while (at < to) {
      int next = index.find(this, end, runs.key(run), runs.start(run, at));
      int shared = Math.min(length[next], to - at);
      if (shared < length[next]) {
        next = split(next, shared);
      }
      if (refs[next]++ == 0) {
        unlist(next);
      }
      at += shared;
      end = next;
      if (at == runs.end(run)) {
        run++;
      }
    }
  }

  /**
   * Gives content to blocks that a sequence holds: {@code from} to {@code to} behind a node that is
   * the end of its path and has no matching child.
   *
   * @return the new end of its path
   */
  int append(BlockRuns runs, int node, int from, int to) {
    version++;
    int last = node;
    int at = from;
    int run = from < to ? runs.runOf(from) : 0;
    while (at < to) {
      int blocks = Math.min(to, runs.end(run)) - at;
      int offset = runs.start(run, at);
      if (continues(last, runs.key(run), offset)) {
        length[last] += blocks;
      } else {
        last = add(last, runs.key(run), offset, blocks);
      }
      at += blocks;
      run++;
    }
    return last;
  }

  /** Whether blocks of one sequence alone can be appended to its node in place. */
  private boolean continues(int node, long runKey, int offset) {
    return node != ROOT
        && refs[node] == 1
        && children[node] == 0
        && key[node] == runKey
        && start[node] + length[node] * block == offset;
  }

  /** A sequence no longer refers to the path that ends at a node. Its last block goes first. */
  void release(int node) {
    version++;
    for (int at = node; at != ROOT; at = parent[at]) {
      if (--refs[at] == 0) {
        list(at);
      }
    }
  }

  /** Takes free blocks, the longest unused first. There must be enough. */
  void take(int blocks) {
    free -= blocks;
    int missing = blocks;
    while (missing > 0) {
      int node = oldest;
      int taken = Math.min(length[node], missing);
      length[node] -= taken;
      missing -= taken;
      if (parent[node] != NAMELESS) {
        evicted += taken;
        version++;
      } else {
        nameless -= taken;
      }
      if (length[node] == 0) {
        unlink(node);
        forget(node);
      }
    }
  }

  /**
   * Free blocks lose their content, the longest unused first and those without content in between
   * moving to the end, until so many have none or all have.
   */
  void forgetUntil(int without) {
    while (nameless < without && nameless < free) {
      int node = oldest;
      int blocks =
          parent[node] == NAMELESS ? length[node] : Math.min(length[node], without - nameless);
      take(blocks);
      giveNameless(blocks);
    }
  }

  /** Blocks of no known content become free. */
  void giveNameless(int blocks) {
    if (blocks == 0) {
      return;
    }
    nameless += blocks;
    if (newest != NONE && parent[newest] == NAMELESS) {
      length[newest] += blocks;
      free += blocks;
      return;
    }
    int node = newNode();
    parent[node] = NAMELESS;
    length[node] = blocks;
    list(node);
  }

  /** Whether nothing is cached behind a node. */
  boolean isLeaf(int node) {
    return children[node] == 0;
  }

  int parent(int node) {
    return parent[node];
  }

  int length(int node) {
    return length[node];
  }

  int refs(int node) {
    return refs[node];
  }

  boolean is(int node, int under, long runKey, int offset) {
    return key[node] == runKey && parent[node] == under && start[node] == offset;
  }

  private int add(int under, long runKey, int offset, int blocks) {
    int node = newNode();
    parent[node] = under;
    key[node] = runKey;
    start[node] = offset;
    length[node] = blocks;
    refs[node] = 1;
    children[node] = 0;
    children[under]++;
    index.put(node, under, runKey, offset);
    return node;
  }

  /**
   * Cuts a node after {@code blocks} blocks; the rest keeps its number and its place in the list.
   */
  private int split(int node, int blocks) {
    int front = newNode();
    index.remove(node);
    parent[front] = parent[node];
    key[front] = key[node];
    start[front] = start[node];
    length[front] = blocks;
    refs[front] = refs[node];
    children[front] = 1;
    parent[node] = front;
    start[node] += blocks * block;
    length[node] -= blocks;
    index.put(front, parent[front], key[front], start[front]);
    index.put(node, front, key[node], start[node]);
    if (refs[front] == 0) {
      insertBehind(node, front);
    }
    return front;
  }

  private void forget(int node) {
    if (parent[node] != NAMELESS) {
      index.remove(node);
      children[parent[node]]--;
    }
    parent[node] = spare;
    spare = node;
  }

  private void list(int node) {
    free += length[node];
    insertBehind(newest, node);
  }

  private void unlist(int node) {
    free -= length[node];
    unlink(node);
  }

  private void insertBehind(int place, int node) {
    int next = place == NONE ? oldest : after[place];
    before[node] = place;
    after[node] = next;
    if (place == NONE) {
      oldest = node;
    } else {
      after[place] = node;
    }
    if (next == NONE) {
      newest = node;
    } else {
      before[next] = node;
    }
  }

  private void unlink(int node) {
    int previous = before[node];
    int next = after[node];
    if (previous == NONE) {
      oldest = next;
    } else {
      after[previous] = next;
    }
    if (next == NONE) {
      newest = previous;
    } else {
      before[next] = previous;
    }
  }

  private int newNode() {
    if (spare != NONE) {
      int node = spare;
      spare = parent[node];
      return node;
    }
    if (nodes == parent.length) {
      int more = 2 * nodes;
      parent = Arrays.copyOf(parent, more);
      key = Arrays.copyOf(key, more);
      start = Arrays.copyOf(start, more);
      length = Arrays.copyOf(length, more);
      refs = Arrays.copyOf(refs, more);
      children = Arrays.copyOf(children, more);
      before = Arrays.copyOf(before, more);
      after = Arrays.copyOf(after, more);
    }
    return nodes++;
  }
}
