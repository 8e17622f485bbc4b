package io.foretoken.workload.length;

/** A distribution of token counts. */
@FunctionalInterface
public interface LengthDistribution {
  /** Longest length that any distribution can draw: 10,000,000 tokens. */
  int LONGEST = 10_000_000;

  /**
   * Longest length drawn where the distribution has a tail without end and no {@code max} is given:
   * 2^20 tokens.
   */
  int LONGEST_BY_DEFAULT = 1 << 20;

  /** The table that lengths are drawn from; built anew, see {@link LengthTables}. */
  LengthTable compile();
}
