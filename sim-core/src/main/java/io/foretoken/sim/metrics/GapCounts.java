package io.foretoken.sim.metrics;

import java.util.Arrays;

/**
 * Counts of token gaps in the intervals of an HdrHistogram of three significant digits: 2,048 of 1
 * ns, then 1,024 of 2 ns, 1,024 of 4 ns and so on. Recording is one shift and one addition. Storage
 * is taken by blocks of {@value #BLOCK} intervals in which a gap was seen, so that a few gaps of a
 * group of requests cost little.
 *
 * <p>Example: gaps of 8,000,001 and 8,000,002 ns fall into the interval [7,999,488, 8,003,583].
 */
public final class GapCounts {
  private static final int HALF_BITS = 10;
  private static final int BLOCK_BITS = 6;
  private static final int BLOCK = 1 << BLOCK_BITS;

  /** By index of the interval over {@link #BLOCK}; null where no gap was seen. */
  private long[][] blocks = new long[0][];

  /** Records {@code count} gaps of a length. */
  void add(long gapNanos, long count) {
    int index = indexOf(gapNanos);
    int block = index >> BLOCK_BITS;
    if (block >= blocks.length || blocks[block] == null) {
      begin(block);
    }
    blocks[block][index & (BLOCK - 1)] += count;
  }

  private void begin(int block) {
    if (block >= blocks.length) {
      blocks = Arrays.copyOf(blocks, block + 1);
    }
    blocks[block] = new long[BLOCK];
  }

  /**
   * Adds what another has counted, a number of times.
   *
   * @param times -1 takes it away
   */
  void add(GapCounts other, long times) {
    for (int block = 0; block < other.blocks.length; block++) {
      long[] from = other.blocks[block];
      if (from == null) {
        continue;
      }
      if (block >= blocks.length || blocks[block] == null) {
        begin(block);
      }
      for (int at = 0; at < BLOCK; at++) {
        blocks[block][at] += times * from[at];
      }
    }
  }

  /** The first interval from an index on that has gaps, or -1. */
  int next(int index) {
    int at = index;
    while (at >> BLOCK_BITS < blocks.length) {
      if (blocks[at >> BLOCK_BITS] == null) {
        at = (at | (BLOCK - 1)) + 1;
      } else if (countAt(at) == 0) {
        at++;
      } else {
        return at;
      }
    }
    return -1;
  }

  /** Gaps in an interval that {@link #next} has named. */
  long countAt(int index) {
    return blocks[index >> BLOCK_BITS][index & (BLOCK - 1)];
  }

  private static int indexOf(long value) {
    int shift = Math.max(0, Long.SIZE - 1 - HALF_BITS - Long.numberOfLeadingZeros(value));
    return (shift << HALF_BITS) + (int) (value >>> shift);
  }

  /** The shortest gap of an interval, ns. */
  static long leastOf(int index) {
    int shift = Math.max(0, (index >> HALF_BITS) - 1);
    return (long) (index - (shift << HALF_BITS)) << shift;
  }

  /** Gaps recorded. */
  public long total() {
    long sum = 0;
    for (int index = next(0); index >= 0; index = next(index + 1)) {
      sum += countAt(index);
    }
    return sum;
  }

  /** Their mean, each taken as the middle of its interval; NaN without any. */
  public double mean() {
    double sum = 0;
    for (int index = next(0); index >= 0; index = next(index + 1)) {
      long least = leastOf(index);
      sum += (least + ((leastOf(index + 1) - least) >> 1)) * (double) countAt(index);
    }
    return sum / total();
  }

  /**
   * The longest gap of the interval in which the share of gaps up to there reaches a percentile;
   * NaN without any.
   *
   * @param percent above 0, at most 100
   */
  public double percentile(double percent) {
    long total = total();
    // One step down, so that 99 % of 100 are 99 however the product is rounded.
    long wanted = Math.max(1, (long) Math.ceil(Math.nextDown(percent) * total / 100));
    long sum = 0;
    for (int index = next(0); index >= 0; index = next(index + 1)) {
      sum += countAt(index);
      if (sum >= wanted) {
        return leastOf(index + 1) - 1;
      }
    }
    return Double.NaN;
  }

  @Override
  public String toString() {
    return total() + " gaps, up to " + percentile(100) + " ns";
  }
}
