package io.foretoken.sim.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Counts of token gaps in the intervals of an HdrHistogram of three significant digits, which it
 * becomes at the end: 2,048 intervals of 1 ns, then 1,024 of 2 ns, 1,024 of 4 ns and so on.
 * Recording is one shift and one addition.
 *
 * <p>Example: gaps of 8,000,001 and 8,000,002 ns fall into the interval [7,999,488, 8,003,583].
 */
final class GapCounts {
  private static final int DIGITS = 3;
  private static final int HALF_BITS = 10;
  private static final int HALF = 1 << HALF_BITS;

  private long[] counts = new long[0];

  /** Records {@code count} gaps of a length. */
  void add(long gapNanos, long count) {
    int index = indexOf(gapNanos);
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(index + 1, 2 * counts.length));
    }
    counts[index] += count;
  }

  /** All of it as a histogram. */
  Histogram toHistogram() {
    Histogram histogram = new Histogram(DIGITS);
    for (int index = 0; index < counts.length; index++) {
      if (counts[index] > 0) {
        histogram.recordValueWithCount(leastOf(index), counts[index]);
      }
    }
    return histogram;
  }

  private static int indexOf(long value) {
    int shift = Math.max(0, Long.SIZE - 1 - HALF_BITS - Long.numberOfLeadingZeros(value));
    return (shift << HALF_BITS) + (int) (value >>> shift);
  }

  private static long leastOf(int index) {
    int shift = Math.max(0, (index >> HALF_BITS) - 1);
    return (long) (index - (shift << HALF_BITS)) << shift;
  }

  @Override
  public String toString() {
    return Arrays.stream(counts).sum() + " gaps, " + HALF + " intervals an octave";
  }
}
