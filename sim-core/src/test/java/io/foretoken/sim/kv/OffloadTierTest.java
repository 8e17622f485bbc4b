package io.foretoken.sim.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Room for 4 blocks of 4 tokens; a transfer takes 100 ns and 10 ns a block. */
class OffloadTierTest {
  private final OffloadTier tier = new OffloadTier(new OffloadOptions(4, 100, 10));

  private static BlockRuns content(long key) {
    BlockRuns runs = new BlockRuns(4);
    runs.clear();
    runs.add(key, 40);
    return runs;
  }

  private void store(long key, int blocks, long now) {
    assertThat(tier.reserve(content(key), 0, blocks, now)).isTrue();
    tier.launched(now);
  }

  // 3 blocks leave at 1000: they can be used from 1000 + 100 + 3 x 10 = 1130 on.
  @Test
  void aCopyCanBeUsedWhenItHasArrived() {
    store(7, 3, 1000);

    assertThat(tier.lookUp(content(7), 0, 5, 1129)).isZero();
    assertThat(tier.lookUp(content(7), 0, 5, 1130)).isEqualTo(3);
    assertThat(tier.lookUp(content(7), 2, 5, 1130)).isEqualTo(1);
    assertThat(tier.lookUp(content(8), 0, 5, 1130)).isZero();
  }

  // Two transfers of 2 blocks that leave at 0 follow one another: 120 and 240. Loads have a line of
  // their own: from 300 to 300 + 120, the next one to 540.
  @Test
  void transfersOfOneDirectionFollowOneAnother() {
    store(7, 2, 0);
    store(8, 2, 0);
    assertThat(tier.lookUp(content(7), 0, 2, 120)).isEqualTo(2);
    assertThat(tier.lookUp(content(8), 0, 2, 239)).isZero();
    assertThat(tier.lookUp(content(8), 0, 2, 240)).isEqualTo(2);

    assertThat(tier.load(content(7), 0, 2, 300)).isEqualTo(420);
    assertThat(tier.load(content(8), 0, 2, 300)).isEqualTo(540);
    assertThat(tier.loadingUntil(content(7), 0, 2)).isEqualTo(420);
  }

  // 7's first block was used after its second and 8's: with 7's 2, 8's 2 and 9's 1, the fourth
  // block in, 8's last goes first, since 7 was looked up after it.
  @Test
  void theLongestUnusedMakesRoomTheTailOfASequenceFirst() {
    store(7, 2, 0);
    store(8, 2, 0);
    tier.lookUp(content(7), 0, 2, 500);

    store(9, 1, 500);

    assertThat(tier.lookUp(content(7), 0, 2, 1000)).isEqualTo(2);
    assertThat(tier.lookUp(content(8), 0, 2, 1000)).isEqualTo(1);
    assertThat(tier.size()).isEqualTo(4);
    assertThat(tier.storedBlocks()).isEqualTo(5);
  }

  // All 4 are on their way until 140: no room before.
  @Test
  void blocksOnTheirWayStay() {
    store(7, 4, 0);

    assertThat(tier.reserve(content(8), 0, 1, 139)).isFalse();
    assertThat(tier.reserve(content(8), 0, 1, 140)).isTrue();
    tier.launched(140);
    assertThat(tier.load(content(7), 0, 3, 300)).isEqualTo(430);
    assertThat(tier.reserve(content(9), 0, 2, 429)).isFalse();
    assertThat(tier.reserve(content(9), 0, 2, 430)).isTrue();
  }

  @Test
  void manyBlocksComeAndGo() {
    OffloadTier large = new OffloadTier(new OffloadOptions(1000, 0, 0));
    for (int round = 0; round < 500; round++) {
      assertThat(large.reserve(content(round), 0, 10, round)).isTrue();
      large.launched(round);
    }
    assertThat(large.size()).isEqualTo(1000);
    assertThat(large.lookUp(content(399), 0, 10, 1000)).isZero();
    assertThat(large.lookUp(content(400), 0, 10, 1000)).isEqualTo(10);
  }

  @Test
  void negativeAmountsAreRefused() {
    assertThatThrownBy(() -> new OffloadOptions(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
