package io.foretoken.validation.benchmark;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import java.util.BitSet;

/** How much of each prompt an earlier one has begun with, of prompts with a common beginning. */
final class SharedPrefixes {
  private static final long SEED = 1;
  private static final int DRAWN_BEGINNING = 7;

  private SharedPrefixes() {}

  /**
   * Tokens by request: none of the first one with each beginning, which are drawn with equal
   * chances; empty where nothing is said of prompts.
   */
  static int[] of(StatedPrefix prefix, int requests) {
    if (!prefix.isStated()) {
      return new int[0];
    }
    KeyedRandom random = KeyedRandom.of(SEED, 0);
    BitSet seen = new BitSet();
    int[] shared = new int[requests];
    for (int request = 0; request < requests; request++) {
      int beginning =
          random.below(prefix.count(), Purpose.PREFIX_CONTENT, request, DRAWN_BEGINNING);
      shared[request] = seen.get(beginning) ? prefix.tokens() : 0;
      seen.set(beginning);
    }
    return shared;
  }

  /** What is taken of it, for people. */
  static String words(StatedPrefix prefix) {
    return "prompts begin with "
        + (prefix.count() == 1 ? "the same " : "one of " + prefix.count() + " times ")
        + prefix.tokens()
        + " tokens, as the benchmark's settings say";
  }
}
