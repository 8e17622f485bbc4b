package io.foretoken.workload.length;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tables of the distributions that were asked for last. The points of a sweep draw from the
 * same few, and a table with a long tail has a million entries.
 */
public final class LengthTables {
  private static final int MOST = 8;

  private static final Map<LengthDistribution, LengthTable> LATEST =
      new LinkedHashMap<>(2 * MOST, 0.75f, true);

  private LengthTables() {}

  /** The table of a distribution, built if it is not one of the last few. Safe for threads. */
  public static LengthTable of(LengthDistribution distribution) {
    if (distribution instanceof FixedLength fixed) {
      return fixed.compile(); // one entry: made sooner than found
    }
    synchronized (LATEST) {
      LengthTable known = LATEST.get(distribution);
      if (known == null) {
        known = distribution.compile();
        LATEST.put(distribution, known);
        if (LATEST.size() > MOST) {
          LATEST.remove(LATEST.keySet().iterator().next());
        }
      }
      return known;
    }
  }
}
