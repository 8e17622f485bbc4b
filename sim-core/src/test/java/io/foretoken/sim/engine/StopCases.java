package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.testkit.Ran;
import org.junit.jupiter.api.Test;

/** How sequences end. A step takes 1000 ns + 1 ns per token. */
public interface StopCases extends EngineUnderTest {

  // 10 in, 2 out, 5 declared, two steps in flight:
  //   step 1  [   0, 1010)
  //   step 2  [1010, 2011)  the stop token
  //   step 3  [2011, 3012)  decided at 1010, before anybody knew: one row computed in vain
  @Test
  default void naturalStopUnderAsynchronousSchedulingWastesOneRow() {
    Ran ran = bench().async(true).send(0, 10, 2, 5).run();

    assertThat(ran.only().e2e()).isEqualTo(2011);
    assertThat(ran.only().outputTokens()).isEqualTo(2);
    assertThat(ran.steps()).containsExactly("10p@0 -> 1", "1d/10 -> 1", "1d/11 -> 1");
    ReplicaMeter meter = ran.result().replicas().get(0);
    assertThat(meter.steps()).isEqualTo(3);
    assertThat(meter.outputTokens()).isEqualTo(2);
  }

  // B comes at 2500 into the wasted step 3 [2011, 3012): the engine blocks on it, then looks:
  // B runs [3012, 4022).
  @Test
  default void requestDuringTheWastedStepWaitsForItsEnd() {
    Ran ran = bench().async(true).send(0, 10, 2, 5).send(2500, 10, 1).run();

    assertThat(ran.answer(1).ttft()).isEqualTo(4022 - 2500);
    assertThat(ran.answer(1).waiting()).isEqualTo(3012 - 2500);
  }

  // The blocks are free when the stop token is out, at 2011, although step 3 still computes:
  // 10 tokens in 1 block of 16 from 0 to 2011.
  @Test
  default void blocksOfANaturalStopAreFreeAtOnce() {
    Ran ran = bench().async(true).send(0, 10, 2, 5).run();

    assertThat(ran.result().replicas().get(0).kvBlocks.windowArea()).isEqualTo(2011);
  }

  @Test
  default void naturalStopUnderSynchronousSchedulingWastesNothing() {
    Ran ran = bench().send(0, 10, 2, 5).run();

    assertThat(ran.only().e2e()).isEqualTo(2011);
    assertThat(ran.steps()).containsExactly("10p@0 -> 1", "1d/10 -> 1");
  }

  @Test
  default void stopAtMaxTokensIsForeseen() {
    Ran ran = bench().async(true).send(0, 10, 2, 2).run();

    assertThat(ran.only().e2e()).isEqualTo(2011);
    assertThat(ran.steps()).containsExactly("10p@0 -> 1", "1d/10 -> 1");
  }

  // A (10 in, 1 out, 3 declared) stops in step 1; its row in step 2 is wasted, and its slot is
  // taken by B, which was sent at 500 and is decided at 1010 for step 3. The wasted row of A in
  // step 2 must not give B a token.
  //   step 1  [   0, 1010)  A
  //   step 2  [1010, 2011)  A in vain
  //   step 3  [2011, 3031)  B: 20 tokens
  @Test
  default void wastedRowGivesNothingToTheNextHolderOfTheSlot() {
    Ran ran = bench().async(true).maxNumSeqs(1).send(0, 10, 1, 3).send(500, 20, 1).run();

    assertThat(ran.steps()).containsExactly("10p@0 -> 1", "1d/10 -> 1", "20p@0 -> 1");
    assertThat(ran.answer(0).e2e()).isEqualTo(1010);
    assertThat(ran.answer(1).finished()).isEqualTo(3031);
  }

  // one token: the end comes with the prefill step, 1100
  @Test
  default void requestForOneTokenEndsWithItsPrefill() {
    for (boolean async : new boolean[] {false, true}) {
      Ran ran = bench().async(async).send(0, 100, 1).run();

      assertThat(ran.only().ttft()).isEqualTo(1100);
      assertThat(ran.only().e2e()).isEqualTo(1100);
      assertThat(ran.steps()).containsExactly("100p@0 -> 1");
      assertThat(ran.result().measured().tpotPicos().count()).isZero();
    }
  }
}
