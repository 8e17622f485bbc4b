package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.VllmV0Policy;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Ran;
import org.junit.jupiter.api.Test;

/** vLLM V0: all prompts or all decode. A step takes 1000 ns + 1 ns per token. */
public interface VllmV0Cases extends EngineUnderTest {
  private Bench v0() {
    return bench().policy(VllmV0Policy.NAME);
  }

  // A (10 in, 3 out) at 0, B (20 in, 2 out) at 500:
  //   step 1  [   0, 1010)  A's prompt, its first token
  //   step 2  [1010, 2030)  B's prompt; A waits
  //   step 3  [2030, 3032)  a token each: 10 + 20 stored; B has its 2
  //   step 4  [3032, 4033)  A
  @Test
  default void v0ComputesNewPromptsBeforeItDecodes() {
    Ran ran = v0().send(0, 10, 3).send(500, 20, 2).run();

    assertThat(ran.steps()).containsExactly("10p@0 -> 1", "20p@0 -> 1", "2d/30 -> 2", "1d/11 -> 1");
    assertThat(ran.answer(1).firstToken()).isEqualTo(2030);
    assertThat(ran.answer(0).finished()).isEqualTo(4033);
    // gaps: A 3032 - 1010 and 4033 - 3032, B 3032 - 2030
    assertThat(ran.result().gaps().total()).isEqualTo(3);
    assertThat(ran.result().gaps().percentile(100)).isBetween(2022.0, 2023.0);
  }

  // budget 100: the prompts of 60 and 40 fit into one step, the third of 10 has the next to itself
  @Test
  default void v0FillsAStepWithWholePrompts() {
    Ran ran = v0().budget(100).send(0, 60, 2).send(0, 40, 2).send(0, 10, 2).run();

    assertThat(ran.steps()).containsExactly("60p@0 + 40p@0 -> 2", "10p@0 -> 1", "3d/110 -> 3");
    assertThat(ran.answer(2).waitFor(WaitCause.BUDGET)).isEqualTo(1100);
  }

  // 200 blocks of one token, 2 of them kept free: A takes 190; B's 9 would leave 1, so it waits
  // until A is done: 190 in, 3 out: [0, 1190) [1190, 2191) [2191, 3192)
  @Test
  default void v0KeepsOneBlockInAHundredFree() {
    Ran ran = v0().usableBlocks(1, 200).send(0, 190, 3).send(0, 9, 1).run();

    assertThat(ran.steps())
        .containsExactly("190p@0 -> 1", "1d/190 -> 1", "1d/191 -> 1", "9p@0 -> 1");
    assertThat(ran.answer(1).waitFor(WaitCause.KV)).isEqualTo(3192);
    assertThat(v0().usableBlocks(1, 200).send(0, 190, 9).run().only().outcome())
        .isEqualTo(Outcome.FINISHED);
    assertThat(v0().usableBlocks(1, 200).send(0, 190, 10).run().only().outcome())
        .as("190 + 9 stored of 198")
        .isEqualTo(Outcome.REFUSED);
  }

  // 20 blocks of one token. A and B (8 in, 5 out) hold 16 after the first step, 18 and 20 after
  // two more; then A's next token costs B, admitted last, its 10 blocks: it computes its 8 + 3
  // tokens again once they fit: A holds 11, then 12 of the 20, so B waits until A is done
  @Test
  default void v0PreemptsTheLastAdmittedAndRecomputes() {
    Ran ran = v0().usableBlocks(1, 20).send(0, 8, 5).send(0, 8, 5).run();

    assertThat(ran.steps())
        .containsExactly(
            "8p@0 + 8p@0 -> 2",
            "2d/16 -> 2",
            "2d/18 -> 2",
            "1d/10 -> 1",
            "1d/11 -> 1",
            "11p@0 -> 1",
            "1d/11 -> 1");
    assertThat(ran.answer(0).preemptions()).isZero();
    assertThat(ran.answer(1).preemptions()).isEqualTo(1);
  }
}
