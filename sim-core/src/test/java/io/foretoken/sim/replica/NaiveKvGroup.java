package io.foretoken.sim.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The KV blocks of one group as a specification: one object per block, a map from content to block,
 * a list of free blocks in the order of their release.
 */
final class NaiveKvGroup {
  private static final class Block {
    /** Hash of the content and of everything before it; null for content nobody else can use. */
    Long content;

    int refs;
  }

  private final int capacity;
  private final Deque<Block> free = new ArrayDeque<>();
  private int lent;
  private final Map<Long, Block> byContent = new HashMap<>();
  private final Map<Integer, List<Block>> held = new HashMap<>();

  NaiveKvGroup(int blocks) {
    capacity = blocks - 1;
    for (int block = 0; block < capacity; block++) {
      free.add(new Block());
    }
  }

  int capacity() {
    return capacity;
  }

  int free() {
    return free.size() - lent;
  }

  int used() {
    return capacity - free();
  }

  /** Another group holds so many blocks of this one's memory. */
  void lent(int blocks) {
    lent = blocks;
  }

  /** What is lent must be without content: the longest unused free blocks lose theirs. */
  void settleLoans() {
    if (lent == 0) {
      return;
    }
    int content = (int) free.stream().filter(block -> block.content != null).count();
    while (content > 0 && free.size() - content < lent) {
      Block block = free.removeFirst();
      if (block.content != null) {
        byContent.remove(block.content);
        block.content = null;
        content--;
      }
      free.addLast(block);
    }
  }

  List<Long> freeContents() {
    List<Long> contents = new ArrayList<>();
    free.forEach(block -> contents.add(block.content));
    return contents;
  }

  /** Blocks at the head of the contents that are cached. */
  int cached(List<Long> contents) {
    int found = 0;
    while (found < contents.size() && byContent.containsKey(contents.get(found))) {
      found++;
    }
    return found;
  }

  private List<Block> held(int sequence) {
    return held.computeIfAbsent(sequence, key -> new ArrayList<>());
  }

  private int named(int sequence) {
    int named = 0;
    for (Block block : held(sequence)) {
      named += block.content == null ? 0 : 1;
    }
    return named;
  }

  /** Free blocks needed for the sequence to hold {@code total}, those of the contents shared. */
  int needed(int sequence, List<Long> contents, int total) {
    int named = named(sequence);
    int found = 0;
    int revived = 0;
    while (named + found < contents.size()) {
      Block block = byContent.get(contents.get(named + found));
      if (block == null) {
        break;
      }
      revived += block.refs == 0 ? 1 : 0;
      found++;
    }
    return Math.max(0, total - held(sequence).size() - found) + revived;
  }

  /** Makes the sequence hold {@code total} blocks, the first of them with the given contents. */
  void extend(int sequence, List<Long> contents, int total) {
    List<Block> mine = held(sequence);
    int named = named(sequence);
    List<Block> own = new ArrayList<>(mine.subList(named, mine.size()));
    mine.subList(named, mine.size()).clear();
    int at = named;
    while (at < contents.size() && byContent.containsKey(contents.get(at))) {
      refer(mine, contents.get(at++));
    }
    while (mine.size() + own.size() < total) {
      own.add(takeOldest());
    }
    while (mine.size() + own.size() > total) {
      Block spare = own.remove(own.size() - 1);
      spare.refs = 0;
      free.addLast(spare);
    }
    name(own, contents, at);
    mine.addAll(own);
  }

  private void refer(List<Block> mine, Long content) {
    Block block = byContent.get(content);
    if (block.refs++ == 0) {
      free.removeFirstOccurrence(block);
    }
    mine.add(block);
  }

  private void name(List<Block> own, List<Long> contents, int from) {
    for (int at = from; at < contents.size(); at++) {
      Block block = own.get(at - from);
      block.content = contents.get(at);
      byContent.put(block.content, block);
    }
  }

  private Block takeOldest() {
    Block block = free.removeFirst();
    if (block.content != null) {
      byContent.remove(block.content);
      block.content = null;
    }
    block.refs = 1;
    return block;
  }

  /** The sequence takes one block more for itself. */
  void takeOne(int sequence) {
    held(sequence).add(takeOldest());
  }

  /** The sequence gives everything back; its full blocks have the given contents. */
  void release(int sequence, List<Long> contents) {
    List<Block> mine = held(sequence);
    int named = named(sequence);
    int at = named;
    List<Block> shared = new ArrayList<>(mine.subList(0, named));
    List<Block> own = new ArrayList<>(mine.subList(named, mine.size()));
    while (at < contents.size() && byContent.containsKey(contents.get(at))) {
      refer(shared, contents.get(at++));
      Block twice = own.remove(0);
      twice.refs = 0;
      free.addLast(twice);
    }
    name(own, contents, at);
    shared.addAll(own);
    Collections.reverse(shared);
    for (Block block : shared) {
      if (--block.refs == 0) {
        free.addLast(block);
      }
    }
    held.remove(sequence);
  }

  int heldBy(int sequence) {
    return held(sequence).size();
  }

  /**
   * I3: a block is held by as many sequences as it counts, all of them running; it is free when
   * that is nobody; and no two have one content.
   */
  void checkInvariants(Collection<Integer> running) {
    Map<Block, Integer> holders = new HashMap<>();
    for (Map.Entry<Integer, List<Block>> entry : held.entrySet()) {
      if (!entry.getValue().isEmpty() && !running.contains(entry.getKey())) {
        throw new IllegalStateException("I3: a sequence that does not run holds blocks");
      }
      entry.getValue().forEach(block -> holders.merge(block, 1, Integer::sum));
    }
    if (holders.size() != used() - lent || lent > free.size()) {
      throw new IllegalStateException(
          "I3: %d blocks are held and %d lent, %d are not free"
              .formatted(holders.size(), lent, used()));
    }
    holders.forEach(
        (block, count) -> {
          if (block.refs != count) {
            throw new IllegalStateException(
                "I3: a block counts %d holders and has %d".formatted(block.refs, count));
          }
        });
    byContent.forEach(
        (content, block) -> {
          if (!content.equals(block.content)) {
            throw new IllegalStateException("I3: a block is cached under other content");
          }
        });
  }
}
