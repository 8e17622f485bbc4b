package io.foretoken.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixForestTest {
  /** What two block lists have in common, counted block by block. */
  private static int common(long[] a, long[] b) {
    int n = 0;
    while (n < Math.min(a.length, b.length) && a[n] == b[n]) {
      n++;
    }
    return n;
  }

  @Test
  void segmentsShareExactlyWhatBlocksShare() {
    // Prompts grow from earlier prompts at random; blocks of 10 tokens. For every pair, the tokens
    // that their segment paths have in common are the tokens that their blocks have in common.
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      List<long[]> prompts = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        long[] from = prompts.isEmpty() ? new long[0] : prompts.get(random.nextInt(prompts.size()));
        int kept = random.nextInt(from.length + 1);
        long[] prompt = java.util.Arrays.copyOf(from, kept + random.nextInt(4));
        for (int b = kept; b < prompt.length; b++) {
          // Ids repeat in different places on purpose: only the path counts.
          prompt[b] = random.nextInt(5);
        }
        prompts.add(prompt);
      }
      PrefixForest forest = new PrefixForest();
      int[] last = new int[prompts.size()];
      for (int i = 0; i < last.length; i++) {
        last[i] = PrefixForest.ROOT;
        for (long id : prompts.get(i)) {
          last[i] = forest.child(last[i], id, 10);
        }
      }
      PrefixSegments segments = forest.compress(last);
      for (int i = 0; i < last.length; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(commonTokens(segments, last[i], last[j]))
              .isEqualTo(10 * common(prompts.get(i), prompts.get(j)));
        }
      }
    }
  }

  private static int commonTokens(PrefixSegments segments, int a, int b) {
    Map<Integer, Integer> ofA = new HashMap<>();
    for (int s = a; s >= 0; s = segments.parent(s)) {
      ofA.put(s, segments.tokensUpTo(s));
    }
    for (int s = b; s >= 0; s = segments.parent(s)) {
      if (ofA.containsKey(s)) {
        return ofA.get(s);
      }
    }
    return 0;
  }

  @Test
  void aChainThatAllRequestsShareIsOneSegment() {
    PrefixForest forest = new PrefixForest();
    int[] last = new int[2];
    for (int i = 0; i < 2; i++) {
      int node = PrefixForest.ROOT;
      for (int block = 0; block < 1_000; block++) {
        node = forest.child(node, block, 512);
      }
      last[i] = node;
    }
    PrefixSegments segments = forest.compress(last);
    assertThat(segments.size()).isEqualTo(1);
    assertThat(segments.tokens(0)).isEqualTo(512_000);
    assertThat(last).containsExactly(0, 0);
  }

  @Test
  void aBlockOfAnotherLengthIsAnotherBlock() {
    PrefixForest forest = new PrefixForest();
    int full = forest.child(PrefixForest.ROOT, 7, 512);
    assertThat(forest.child(PrefixForest.ROOT, 7, 100)).isNotEqualTo(full);
    assertThat(forest.child(PrefixForest.ROOT, 7, 512)).isEqualTo(full);
  }
}
