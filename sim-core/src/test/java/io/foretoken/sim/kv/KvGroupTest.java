package io.foretoken.sim.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Blocks of 4 tokens, 8 of them usable. */
class KvGroupTest {
  private static final int BLOCK = 4;

  private final KvGroup group = new KvGroup(BLOCK, 9);

  private static BlockRuns content(long key, int tokens) {
    BlockRuns runs = new BlockRuns(BLOCK);
    runs.clear();
    runs.add(key, tokens);
    return runs;
  }

  /** A sequence holds blocks for its tokens, the full ones usable by others. */
  private void hold(int sequence, long key, int tokens) {
    int total = BlockPool.blocksFor(tokens, BLOCK);
    assertThat(group.needed(content(key, tokens), sequence, 0, tokens / BLOCK, total))
        .isLessThanOrEqualTo(group.free());
    group.extend(content(key, tokens), sequence, 0, tokens / BLOCK, total);
  }

  private void letGo(int sequence, long key, int tokens) {
    int held = BlockPool.blocksFor(tokens, BLOCK);
    group.release(content(key, tokens), sequence, held, tokens / BLOCK);
  }

  private int cached(long key, int tokens) {
    return group.cached(content(key, tokens), tokens / BLOCK);
  }

  @Test
  void oneBlockIsReserved() {
    assertThat(group.capacity()).isEqualTo(8);
    assertThat(group.free()).isEqualTo(8);
    assertThatThrownBy(() -> new KvGroup(BLOCK, 1)).hasMessageContaining("at least 2 blocks");
  }

  // 10 tokens: 2 full blocks and one of its own. The second sequence shares the 2 and takes 1.
  @Test
  void fullBlocksOfEqualContentAreOneBlock() {
    hold(0, 7, 10);
    assertThat(group.used()).isEqualTo(3);

    hold(1, 7, 10);
    assertThat(group.used()).isEqualTo(4);

    letGo(0, 7, 10);
    assertThat(group.used()).isEqualTo(3);
    assertThat(cached(7, 10)).isEqualTo(2);
  }

  // A leaves 2 blocks of content and 1 without, B holds 3: 8 - 3 = 5 are free, and the order in
  // which they go is: 2 never used, A's own, A's second, A's first.
  @Test
  void longestUnusedGoesFirstAndOfOneSequenceTheLastBlock() {
    hold(0, 7, 10);
    hold(1, 8, 12);
    letGo(0, 7, 10);

    group.take(3);
    assertThat(cached(7, 10)).isEqualTo(2);
    group.take(1);
    assertThat(cached(7, 10)).isEqualTo(1);
    group.take(1);
    assertThat(cached(7, 10)).isZero();
    assertThat(group.evicted()).isEqualTo(2);
    assertThat(group.free()).isZero();
  }

  // C uses the first of A's three blocks again: that one becomes the youngest when C leaves, the
  // other two keep their age. Free are 4 never used, A's 3rd and 2nd, then A's 1st.
  @Test
  void useOfAPartOfARunRenewsThatPartOnly() {
    hold(0, 7, 12);
    letGo(0, 7, 12);
    hold(1, 9, 4);
    hold(2, 7, 4);
    letGo(2, 7, 4);
    assertThat(group.free()).isEqualTo(7);

    group.take(4);
    assertThat(cached(7, 12)).isEqualTo(3);
    group.take(2);
    assertThat(cached(7, 12)).isEqualTo(1);
  }

  // cached free blocks are not there for others once the sequence holds them again
  @Test
  void cachedFreeBlocksThatAreUsedAgainCountAsNeeded() {
    hold(0, 7, 12);
    letGo(0, 7, 12);

    assertThat(group.needed(content(7, 12), 1, 0, 3, 3)).isEqualTo(3);
    hold(1, 7, 12);
    assertThat(group.needed(content(7, 12), 2, 0, 3, 3)).isZero();
  }

  // the same 4 tokens behind different beginnings are different blocks
  @Test
  void contentCountsOnlyBehindTheSamePrefix() {
    BlockRuns first = new BlockRuns(BLOCK);
    first.clear();
    first.add(1, 4);
    first.add(5, 4);
    group.extend(first, 0, 0, 2, 2);

    BlockRuns second = new BlockRuns(BLOCK);
    second.clear();
    second.add(2, 4);
    second.add(5, 4);
    assertThat(group.cached(second, 2)).isZero();
  }

  // decode has filled 2 blocks for itself: with content they stay behind when the sequence leaves
  @Test
  void blocksFilledInDecodeEnterWhenTheSequenceLeaves() {
    hold(0, 7, 4);
    group.take(2);
    assertThat(cached(7, 12)).isEqualTo(1);

    letGo(0, 7, 12);
    assertThat(cached(7, 12)).isEqualTo(3);
    assertThat(group.free()).isEqualTo(8);
  }

  // A leaves 2 blocks of content, 6 are without. 3 are lent: the 6 suffice. 7 are lent: A's second
  // block loses its content. 3 come back: what is lost is lost, 4 of 8 are free.
  @Test
  void blocksAreLentToOtherGroups() {
    hold(0, 7, 8);
    letGo(0, 7, 8);

    group.lend(3);
    group.settleLoans();
    assertThat(group.free()).isEqualTo(5);
    assertThat(cached(7, 8)).isEqualTo(2);

    group.lend(4);
    group.settleLoans();
    assertThat(group.free()).isEqualTo(1);
    assertThat(group.used()).isEqualTo(7);
    assertThat(cached(7, 8)).isEqualTo(1);

    group.lend(-3);
    group.settleLoans();
    assertThat(group.free()).isEqualTo(4);
    assertThat(cached(7, 8)).isEqualTo(1);
  }
}
