package io.foretoken.validation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.random.StreamRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedRequestsTest {
  private final StreamRandom random = new StreamRandom(KeyedRandom.of(1, 0), 0);

  private RequestDraft draft(ListedRequests requests, int index) {
    RequestDraft draft = new RequestDraft();
    requests.fill(index, random, draft);
    return draft;
  }

  /**
   * Request 2 shares 32 tokens: request 1 has only 20, so request 0 supplies them. Request 3 shares
   * 40 with the beginning of request 2: its first 32 are request 0's, the next 8 request 2's own.
   */
  @Test
  void theLatestEarlierRequestThatIsLongEnoughSuppliesASharedBeginning() {
    ListedRequests requests =
        new ListedRequests(
            new int[] {64, 20, 50, 90}, new int[] {1, 1, 1, 1}, new int[] {0, 0, 32, 40});
    RequestDraft first = draft(requests, 0);
    RequestDraft third = draft(requests, 2);
    RequestDraft fourth = draft(requests, 3);

    assertThat(segments(third)).containsExactly(32, 18);
    assertThat(third.segmentKeys[0]).isEqualTo(first.segmentKeys[0]);
    assertThat(segments(fourth)).containsExactly(32, 8, 50);
    assertThat(fourth.segmentKeys[0]).isEqualTo(first.segmentKeys[0]);
    assertThat(fourth.segmentKeys[1]).isEqualTo(third.segmentKeys[1]);
    assertThat(fourth.segmentKeys[2]).isNotIn(first.segmentKeys[0], third.segmentKeys[1]);
  }

  @Test
  void withoutSharingNoPromptHasSegments() {
    ListedRequests requests = new ListedRequests(new int[] {7}, new int[] {3}, new int[0]);
    RequestDraft draft = draft(requests, 0);

    assertThat(draft.segmentCount).isZero();
    assertThat(draft.inputTokens).isEqualTo(7);
    assertThat(draft.outputTokens).isEqualTo(3);
    assertThat(draft.maxTokens).isEqualTo(3);
  }

  /** Of any prompt, the first so many tokens are those of some earlier prompt, and no more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPromptSharesExactlyTheTokensStated(int seed) {
    Random lengths = new Random(seed);
    int[] input = lengths.ints(40, 2, 200).toArray();
    int[] shared = new int[40];
    for (int i = 1; i < 40; i++) {
      int longest = Arrays.stream(input, 0, i).max().orElseThrow();
      shared[i] = lengths.nextInt(Math.min(longest, input[i] - 1) + 1);
    }
    ListedRequests requests = new ListedRequests(input, input, shared);
    for (int i = 0; i < 40; i++) {
      RequestDraft draft = draft(requests, i);
      assertThat(Arrays.stream(segments(draft)).sum()).isEqualTo(input[i]);
      int longest = 0;
      for (int j = 0; j < i; j++) {
        longest = Math.max(longest, common(draft, draft(requests, j)));
      }
      assertThat(longest).as("request %d", i).isEqualTo(shared[i]);
    }
  }

  private static int[] segments(RequestDraft draft) {
    return Arrays.copyOf(draft.segmentTokens, draft.segmentCount);
  }

  /** Tokens that two prompts have in common from their beginnings, token by token. */
  private static int common(RequestDraft a, RequestDraft b) {
    long[] left = tokens(a);
    long[] right = tokens(b);
    int mismatch = Arrays.mismatch(left, right);
    return mismatch < 0 ? left.length : mismatch;
  }

  private static long[] tokens(RequestDraft draft) {
    long[] tokens = new long[draft.inputTokens];
    int at = 0;
    for (int s = 0; s < draft.segmentCount; s++) {
      for (int t = 0; t < draft.segmentTokens[s]; t++) {
        tokens[at++] = draft.segmentKeys[s] * 31 + t;
      }
    }
    return tokens;
  }
}
