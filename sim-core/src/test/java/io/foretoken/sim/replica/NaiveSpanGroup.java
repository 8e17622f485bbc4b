package io.foretoken.sim.replica;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The blocks of a group whose attention does not see all tokens, one set of places a sequence; in a
 * pool of its own, or within that of another group.
 */
final class NaiveSpanGroup {
  private final AttentionSpan span;
  private final int block;
  private final int capacity;
  private final int longestStep;
  private final int pages;
  private final Map<Integer, Set<Integer>> held = new HashMap<>();

  /**
   * @param blocks of its own pool
   * @param pages of another group's pool that a block takes; 0 with a pool of its own
   */
  NaiveSpanGroup(AttentionSpan span, int block, int blocks, int pages, int longestStep) {
    this.span = span;
    this.pages = pages;
    this.block = block;
    this.longestStep = longestStep;
    capacity = blocks - 1;
  }

  int capacity() {
    return capacity;
  }

  boolean isLent() {
    return pages > 0;
  }

  /** Pages of the other group's pool that it holds. */
  int lent() {
    return pages * used();
  }

  /** The same once a sequence has been scheduled up to {@code tokens}. */
  int lentWith(int sequence, int stored, int tokens) {
    return pages * (used() - heldBy(sequence) + places(stored, tokens).size());
  }

  /** Most pages for a sequence with so many blocks in all. */
  int lentMost(int all) {
    return pages * Math.min(all, within());
  }

  int used() {
    return held.values().stream().mapToInt(Set::size).sum();
  }

  int heldBy(int sequence) {
    return held.getOrDefault(sequence, Set.of()).size();
  }

  /** Tokens of one sequence that the group can hold. */
  long tokens() {
    long all = (long) capacity * block;
    return all >= span.tokens() + longestStep + 2L * block ? Long.MAX_VALUE : all;
  }

  /** Whether the token after {@code stored} ones sees an earlier one. */
  private boolean sees(int stored, int token) {
    return switch (span.kind()) {
      case FULL -> true;
      case SLIDING -> stored - token < span.tokens();
      case CHUNKED -> stored / span.tokens() == token / span.tokens();
    };
  }

  /** Places of the blocks that the tokens from {@code stored} to {@code tokens} need or fill. */
  private Set<Integer> places(int stored, int tokens) {
    int first = 0;
    while (first < stored && !sees(stored, first)) {
      first++;
    }
    Set<Integer> places = new TreeSet<>();
    for (int place = first / block; place * block < tokens; place++) {
      places.add(place);
    }
    return places;
  }

  boolean hasRoom(int sequence, int stored, int tokens) {
    return used() - heldBy(sequence) + places(stored, tokens).size() <= capacity;
  }

  /** Most blocks that a sequence of the length can ever hold. */
  int most(int length) {
    return Math.min(BlockPool.blocksFor(length, block), within());
  }

  /** Blocks of the span alone, of a sequence of the length. */
  int steady(int length) {
    return Math.min(
        BlockPool.blocksFor(length, block), BlockPool.blocksFor(span.tokens(), block) + 1);
  }

  /** Blocks of all tokens that two steps can compute. */
  int ofSteps() {
    return 2 * BlockPool.blocksFor(longestStep, block);
  }

  /** Whether there is room for all that a sequence of the length can ever hold. */
  boolean hasRoomForWhole(int length) {
    return used() + most(length) <= capacity;
  }

  private int within() {
    return BlockPool.blocksFor((long) span.tokens() + longestStep, block) + 1;
  }

  void schedule(int sequence, int stored, int tokens) {
    held.put(sequence, places(stored, tokens));
  }

  void release(int sequence) {
    held.remove(sequence);
  }
}
