package io.foretoken.workload.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.length.LengthTable;
import io.foretoken.workload.length.UniformLength;
import io.foretoken.workload.random.StreamRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawnContentTest {
  private static final StreamRandom RANDOM = new StreamRandom(KeyedRandom.of(1, 0), 0);
  private static final LengthTable TABLE = new UniformLength(100, 900).compile();

  private static RequestDraft fill(RequestContent content, long index, StreamRandom random) {
    RequestDraft draft = new RequestDraft();
    content.fill(index, random, draft);
    return draft;
  }

  private static DrawnContent content(int maxTokens, PromptSharing sharing) {
    return new DrawnContent(
        new IndependentLengths(TABLE, TABLE), maxTokens, sharing, new RequestLabels(2, 3, -1));
  }

  @Test
  void withoutALimitARequestDeclaresItsTrueOutput() {
    RequestDraft draft = fill(content(0, PromptSharing.NONE), 5, RANDOM);
    assertThat(draft.maxTokens).isEqualTo(draft.outputTokens);
    assertThat(draft.segmentCount).isZero();
    assertThat(draft.classIndex).isEqualTo(2);
    assertThat(draft.tenant).isEqualTo(3);
    assertThat(draft.priority).isEqualTo(-1);
  }

  @Test
  void aLongerOutputIsCutToTheDeclaredLimit() {
    int cut = 0;
    for (int i = 0; i < 200; i++) {
      RequestDraft free = fill(content(0, PromptSharing.NONE), i, RANDOM);
      RequestDraft limited = fill(content(300, PromptSharing.NONE), i, RANDOM);
      assertThat(limited.maxTokens).isEqualTo(300);
      assertThat(limited.outputTokens).isEqualTo(Math.min(300, free.outputTokens));
      cut += free.outputTokens > 300 ? 1 : 0;
    }
    // 600 of 801 lengths are above 300.
    assertThat(cut).isBetween(120, 180);
  }

  @Test
  void promptsOfAGroupBeginAlikeAndEndApart() {
    PromptSharing sharing = new PromptSharing(4, 250, 0);
    Map<Long, Integer> groups = new HashMap<>();
    Set<Long> own = new HashSet<>();
    int short_ = 0;
    for (int i = 0; i < 1_000; i++) {
      RequestDraft draft = fill(content(0, sharing), i, RANDOM);
      assertThat(draft.inputTokens)
          .isEqualTo(fill(content(0, PromptSharing.NONE), i, RANDOM).inputTokens);
      groups.merge(draft.segmentKeys[0], 1, Integer::sum);
      if (draft.inputTokens <= 250) {
        assertThat(draft.segmentCount).isEqualTo(1);
        assertThat(draft.segmentTokens[0]).isEqualTo(draft.inputTokens);
        short_++;
      } else {
        assertThat(draft.segmentCount).isEqualTo(2);
        assertThat(draft.segmentTokens[0]).isEqualTo(250);
        assertThat(draft.segmentTokens[1]).isEqualTo(draft.inputTokens - 250);
        own.add(draft.segmentKeys[1]);
      }
    }
    assertThat(short_).isPositive();
    assertThat(own).hasSize(1_000 - short_).doesNotContainAnyElementsOf(groups.keySet());
    // Four groups of about 250, standard deviation 13.7; four of those.
    assertThat(groups).hasSize(4);
    assertThat(groups.values()).allMatch(n -> n > 195 && n < 305);
  }

  @Test
  void promptsInACycleComeBackWithTheSameLengthAndTokensButADifferentOutput() {
    PromptSharing sharing = new PromptSharing(0, 0, 100);
    int sameOutput = 0;
    Set<Long> keys = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      RequestDraft first = fill(content(0, sharing), i, RANDOM);
      RequestDraft again = fill(content(0, sharing), i + 100, RANDOM);
      assertThat(again.segmentCount).isEqualTo(1);
      assertThat(again.segmentKeys[0]).isEqualTo(first.segmentKeys[0]);
      assertThat(again.inputTokens).isEqualTo(first.inputTokens).isEqualTo(again.segmentTokens[0]);
      sameOutput += again.outputTokens == first.outputTokens ? 1 : 0;
      keys.add(first.segmentKeys[0]);
    }
    assertThat(keys).hasSize(100);
    assertThat(sameOutput).isLessThan(5);
  }

  @Test
  void streamsShareNeitherLengthsNorTokens() {
    StreamRandom other = new StreamRandom(KeyedRandom.of(1, 0), 1);
    PromptSharing sharing = new PromptSharing(1, 50, 0);
    RequestDraft a = fill(content(0, sharing), 5, RANDOM);
    RequestDraft b = fill(content(0, sharing), 5, other);
    assertThat(b.segmentKeys[0]).isNotEqualTo(a.segmentKeys[0]);
    assertThat(b.inputTokens).isNotEqualTo(a.inputTokens);
    assertThatThrownBy(() -> new StreamRandom(KeyedRandom.of(1, 0), 65_536))
        .hasMessageContaining("0..65535");
  }

  @Test
  void pairsAreDrawnTogetherOrCycledThrough() {
    int[] input = {10, 20, 30};
    int[] output = {1, 2, 3};
    var cycled =
        new DrawnContent(
            new LengthPairs(input, output, false), 0, PromptSharing.NONE, RequestLabels.NONE);
    var drawn =
        new DrawnContent(
            new LengthPairs(input, output, true), 0, PromptSharing.NONE, RequestLabels.NONE);
    int[] seen = new int[4];
    for (int i = 0; i < 3_000; i++) {
      assertThat(fill(cycled, i, RANDOM).inputTokens).isEqualTo(input[i % 3]);
      RequestDraft draft = fill(drawn, i, RANDOM);
      assertThat(draft.inputTokens).isEqualTo(10 * draft.outputTokens);
      seen[draft.outputTokens]++;
    }
    // 1,000 each, standard deviation 25.8; four of those.
    assertThat(seen[1]).isBetween(897, 1_103);
    assertThat(seen[2]).isBetween(897, 1_103);
    assertThatThrownBy(() -> new LengthPairs(input, new int[2], true))
        .hasMessageContaining("as many inputs as outputs");
  }
}
