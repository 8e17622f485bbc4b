package io.foretoken.sim.kv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockRunsTest {
  private static final long A = 11;
  private static final long B = 22;

  private final BlockRuns runs = new BlockRuns(16);

  // A fills blocks 0 and 1 and half of 2; B fills the rest of 2, all of 3, and 6 tokens of 4
  @Test
  void blocksInsideOneSegmentFormARunAndABlockBetweenTwoIsOneByItself() {
    runs.clear();
    runs.add(A, 40);
    runs.add(B, 30);

    assertThat(runs.blocks()).isEqualTo(4);
    assertThat(runs.runOf(1)).isZero();
    assertThat(runs.key(0)).isEqualTo(A);
    assertThat(runs.start(0, 1)).isEqualTo(16);
    assertThat(runs.end(0)).isEqualTo(2);
    assertThat(runs.key(1)).isNotIn(A, B);
    assertThat(runs.key(2)).isEqualTo(B);
    assertThat(runs.start(2, 3)).isEqualTo(8);
    assertThat(runs.end(2)).isEqualTo(4);
  }

  @Test
  void mixedBlockIsKnownByWhatIsInItAndWhere() {
    assertThat(mixedKey(A, 8, B, 8)).isEqualTo(mixedKey(A, 8, B, 8));
    assertThat(mixedKey(A, 8, B, 8)).isNotEqualTo(mixedKey(A, 7, B, 9));
    assertThat(mixedKey(A, 8, B, 8)).isNotEqualTo(mixedKey(B, 8, A, 8));
  }

  // what follows in the last segment does not change the block that it completes
  @Test
  void mixedBlockDoesNotDependOnWhatFollows() {
    assertThat(mixedKey(A, 8, B, 8)).isEqualTo(mixedKey(A, 8, B, 100));
  }

  private long mixedKey(long first, int firstTokens, long second, int secondTokens) {
    runs.clear();
    runs.add(first, firstTokens);
    runs.add(second, secondTokens);
    return runs.key(0);
  }
}
