package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.kv.OffloadOptions;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.ListSource;
import io.foretoken.sim.testkit.Ran;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Memory behind the KV cache. 5 blocks of 4 tokens on the GPU, 10 behind it; a transfer takes 100
 * ns and 50 ns a block, a step 1000 ns and 1 ns a token; every request makes one token.
 *
 * <p>All cases begin alike. A (13 tokens) runs in [0, 1013); its 3 full blocks are copied out until
 * 1013 + 100 + 3 x 50 = 1263. B (17 other tokens) comes at 2000, takes all 5 blocks, and so evicts
 * what was left of A; its 4 full blocks are copied out from 3017 to 3317.
 */
public interface OffloadCases extends EngineUnderTest {
  /** Requests with the prompt lengths and keys given beside those of A and B. */
  private Ran run(List<Ask> more, long... keys) {
    List<Ask> asks = new ArrayList<>();
    asks.add(new Ask(0, 13, 1, 1));
    asks.add(new Ask(2000, 17, 1, 1));
    asks.addAll(more);
    long[] prompts = new long[asks.size()];
    prompts[0] = 1;
    prompts[1] = 2;
    System.arraycopy(keys, 0, prompts, 2, keys.length);
    return offloading().source(new ListSource(asks, prompts)).run();
  }

  private Bench offloading() {
    return bench().usableBlocks(4, 5).prefixCaching(true).offload(new OffloadOptions(10, 100, 50));
  }

  // C (A's prompt) at 4000: nothing of it is left on the GPU, 3 blocks behind it. They are there at
  // 4000 + 100 + 150 = 4250; then one token is left to compute, in [4250, 5251).
  @Test
  default void blocksThatWereEvictedAreLoadedAndCountAsCached() {
    Ran ran = run(List.of(new Ask(4000, 13, 1, 1)), 1);

    assertThat(ran.steps()).containsExactly("13p@0 -> 1", "17p@0 -> 1", "1p@12 -> 1");
    assertThat(ran.answer(2).e2e()).isEqualTo(1251);
    assertThat(ran.result().replicas().get(0).loadedTokens()).isEqualTo(12);
    assertThat(ran.result().replicas().get(0).cachedTokens()).isEqualTo(12);
  }

  // D (5 other tokens) comes at 4100 while C's blocks are on their way: 2 blocks are free, so it
  // runs in [4100, 5105). C's blocks have arrived meanwhile; it runs in [5105, 6106).
  @Test
  default void othersRunWhileBlocksAreOnTheirWay() {
    Ran ran = run(List.of(new Ask(4000, 13, 1, 1), new Ask(4100, 5, 1, 1)), 1, 3);

    assertThat(ran.steps()).containsExactly("13p@0 -> 1", "17p@0 -> 1", "5p@0 -> 1", "1p@12 -> 1");
    assertThat(ran.answer(2).e2e()).isEqualTo(2106);
    assertThat(ran.answer(3).e2e()).isEqualTo(1005);
  }

  // C and E, both with A's prompt, at 4000: the blocks are loaded once, and both use them.
  @Test
  default void blocksOnTheirWayAreNotLoadedTwice() {
    Ran ran = run(List.of(new Ask(4000, 13, 1, 1), new Ask(4000, 13, 1, 1)), 1, 1);

    assertThat(ran.steps()).containsExactly("13p@0 -> 1", "17p@0 -> 1", "1p@12 + 1p@12 -> 2");
    assertThat(ran.result().replicas().get(0).loadedTokens()).isEqualTo(12);
    assertThat(ran.answer(3).e2e()).isEqualTo(1252);
  }

  // Without B. At 1100 A's copy is still on its way out (until 1263), but A's blocks are on the
  // GPU:
  // C finds 12 tokens there and nothing is loaded.
  @Test
  default void whatIsOnTheGpuIsNotLoaded() {
    List<Ask> asks = List.of(new Ask(0, 13, 1, 1), new Ask(1100, 13, 1, 1));
    Ran ran = offloading().source(new ListSource(asks, new long[] {1, 1})).run();

    assertThat(ran.steps()).containsExactly("13p@0 -> 1", "1p@12 -> 1");
    assertThat(ran.result().replicas().get(0).loadedTokens()).isZero();
  }
}
