package io.foretoken.workload.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Prompts that begin with so many tokens of a text known by a key. Lengths of one key are nested:
 * of 100 and 250 tokens, the first 100 are the same. The forest gets one node per length that comes
 * up.
 */
final class NestedPrefixes {
  private static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private int[] keys = new int[16];
  private int[] lengths = new int[16];
  private int size;

  /** The prefix of the next request; 0 tokens for none. */
  void add(String key, int tokens) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    keys[size] = tokens == 0 ? NONE : numbers.computeIfAbsent(key, k -> numbers.size());
    lengths[size++] = tokens;
  }

  /** Hands the prefixes to the requests, one each, in order. */
  void addTo(RequestTraceBuilder rows) {
    Map<Integer, NavigableSet<Integer>> byKey = new HashMap<>();
    for (int i = 0; i < size; i++) {
      if (keys[i] != NONE) {
        byKey.computeIfAbsent(keys[i], k -> new TreeSet<>()).add(lengths[i]);
      }
    }
    for (int i = 0; i < size; i++) {
      if (keys[i] != NONE) {
        rows.select(i);
        path(keys[i], lengths[i], byKey.get(keys[i]), rows);
      }
    }
  }

  private static void path(
      int key, int length, NavigableSet<Integer> all, RequestTraceBuilder rows) {
    int[] ends = all.headSet(length, true).stream().mapToInt(Integer::intValue).toArray();
    long[] ids = new long[ends.length];
    int[] tokens = new int[ends.length];
    for (int i = 0; i < ends.length; i++) {
      ids[i] = key;
      tokens[i] = ends[i] - (i == 0 ? 0 : ends[i - 1]);
    }
    rows.promptPath(ids, tokens);
  }
}
