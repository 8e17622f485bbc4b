package io.foretoken.sim.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockPoolTest {
  // 10 blocks, one reserved: 9 usable
  @Test
  void oneBlockIsReserved() {
    BlockPool pool = new BlockPool(10);

    assertThat(pool.capacity()).isEqualTo(9);
    assertThat(pool.tryTake(9)).isTrue();
    assertThat(pool.free()).isZero();
    assertThat(pool.tryTake(1)).isFalse();
    assertThat(pool.tryTake(0)).isTrue();
  }

  @Test
  void takesAllOrNothing() {
    BlockPool pool = new BlockPool(10);
    pool.tryTake(5);

    assertThat(pool.tryTake(5)).isFalse();
    assertThat(pool.used()).isEqualTo(5);
    assertThat(pool.tryTake(4)).isTrue();
    pool.giveBack(9);
    assertThat(pool.used()).isZero();
    assertThat(pool.free()).isEqualTo(9);
  }

  @Test
  void givingBackMoreThanWasTakenIsAnError() {
    BlockPool pool = new BlockPool(10);
    pool.tryTake(2);

    assertThatThrownBy(() -> pool.giveBack(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("3 blocks with 2");
    assertThat(pool.used()).isEqualTo(2);
  }

  @Test
  void poolOfOneBlockIsRefused() {
    assertThatThrownBy(() -> new BlockPool(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1");
  }

  // ceil(tokens / size)
  @ParameterizedTest
  @CsvSource({
    "0, 16, 0",
    "1, 16, 1",
    "16, 16, 1",
    "17, 16, 2",
    "5, 1, 5",
    "4000000000, 16, 250000000"
  })
  void blocksForTokensAreRoundedUp(long tokens, int size, int blocks) {
    assertThat(BlockPool.blocksFor(tokens, size)).isEqualTo(blocks);
  }
}
