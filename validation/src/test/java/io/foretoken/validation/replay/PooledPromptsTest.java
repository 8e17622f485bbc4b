package io.foretoken.validation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.validation.measured.StagedLoad;
import io.foretoken.validation.measured.StagedLoad.PromptKind;
import io.foretoken.workload.random.StreamRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PooledPromptsTest {
  private static final List<StagedLoad.Stage> STAGES = List.of(new StagedLoad.Stage(600, 60));
  private static final PromptKind AROUND_573 = new PromptKind(1, 557, 573, 596);

  private final StreamRandom random = new StreamRandom(KeyedRandom.of(5, 0), 0);

  private RequestDraft draft(StagedLoad load, long index) {
    RequestDraft draft = new RequestDraft();
    new PooledPrompts(load).fill(index, random, draft);
    return draft;
  }

  /** Ten groups of ten: prompts 30 to 39 begin with the same 105 tokens. */
  @Test
  void aHundredPromptsInTenGroupsComeInACycle() {
    StagedLoad load = new StagedLoad(0, 300, STAGES, List.of(AROUND_573), 248, 100, 10, 105);
    RequestDraft prompt = draft(load, 37);
    RequestDraft again = draft(load, 537);
    RequestDraft neighbour = draft(load, 30);
    RequestDraft other = draft(load, 40);

    assertThat(prompt.segmentTokens[0]).isEqualTo(105);
    assertThat(prompt.segmentTokens[0] + prompt.segmentTokens[1]).isEqualTo(prompt.inputTokens);
    assertThat(again.inputTokens).isEqualTo(prompt.inputTokens);
    assertThat(again.segmentKeys[1]).isEqualTo(prompt.segmentKeys[1]);
    assertThat(neighbour.segmentKeys[0]).isEqualTo(prompt.segmentKeys[0]);
    assertThat(neighbour.segmentKeys[1]).isNotEqualTo(prompt.segmentKeys[1]);
    assertThat(other.segmentKeys[0]).isNotEqualTo(prompt.segmentKeys[0]);
  }

  @Test
  void lengthsKeepTheirBoundsAndMeanAndKindsTheirShares() {
    PromptKind small = new PromptKind(0.25, 228, 253, 287);
    PromptKind large = new PromptKind(0.75, 3795, 3918, 4039);
    StagedLoad load = new StagedLoad(256, 0, STAGES, List.of(small, large), 128, 0, 0, 0);
    Map<Boolean, double[]> sums = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      RequestDraft draft = draft(load, i);
      assertThat(draft.segmentCount).isZero();
      boolean isSmall = draft.inputTokens <= 287;
      assertThat(draft.inputTokens).isBetween(isSmall ? 228 : 3795, isSmall ? 287 : 4039);
      double[] sum = sums.computeIfAbsent(isSmall, unused -> new double[2]);
      sum[0]++;
      sum[1] += draft.inputTokens;
    }
    assertThat(sums.get(true)[0] / 20_000).isCloseTo(0.25, within(0.01));
    assertThat(sums.get(true)[1] / sums.get(true)[0]).isCloseTo(253, within(0.5));
    assertThat(sums.get(false)[1] / sums.get(false)[0]).isCloseTo(3918, within(1.5));
  }

  /** Triangular on [0, 10] with mean 4: mode 2, F(2) = 0.2, median 10 - sqrt(0.5 x 80) = 3.68. */
  @Test
  void theInverseOfTheTriangularDistribution() {
    PromptKind kind = new PromptKind(1, 0, 4, 10);

    assertThat(PooledPrompts.triangular(kind, 0)).isZero();
    assertThat(PooledPrompts.triangular(kind, 0.2)).isCloseTo(2, within(1e-12));
    assertThat(PooledPrompts.triangular(kind, 0.5)).isCloseTo(3.6754, within(1e-4));
    assertThat(PooledPrompts.triangular(new PromptKind(1, 5, 5, 5), 0.7)).isEqualTo(5);
  }
}
