package io.foretoken.sim.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Counts of token gaps in the intervals of an HdrHistogram of three significant digits, which it
 * becomes at the end: 2,048 intervals of 1 ns, then 1,024 of 2 ns, 1,024 of 4 ns and so on.
 * Recording is one shift and one addition. Storage is taken by the octave, so that a few gaps of a
 * group of requests cost little.
 *
 * <p>Example: gaps of 8,000,001 and 8,000,002 ns fall into the interval [7,999,488, 8,003,583].
 */
public final class GapCounts {
  private static final int DIGITS = 3;
  private static final int HALF_BITS = 10;
  private static final int HALF = 1 << HALF_BITS;
  private static final int OCTAVES = Long.SIZE - HALF_BITS + 1;

  private final long[][] octaves = new long[OCTAVES][];

  /** Records {@code count} gaps of a length. */
  void add(long gapNanos, long count) {
    int index = indexOf(gapNanos);
    long[] counts = octaves[index >> HALF_BITS];
    if (counts == null) {
      counts = begin(index >> HALF_BITS);
    }
    counts[index & (HALF - 1)] += count;
  }

  private long[] begin(int octave) {
    octaves[octave] = new long[HALF];
    return octaves[octave];
  }

  /**
   * Adds what another has counted, a number of times.
   *
   * @param times -1 takes it away
   */
  void add(GapCounts other, long times) {
    for (int octave = 0; octave < OCTAVES; octave++) {
      long[] from = other.octaves[octave];
      if (from == null) {
        continue;
      }
      long[] counts = octaves[octave] == null ? begin(octave) : octaves[octave];
      for (int at = 0; at < HALF; at++) {
        counts[at] += times * from[at];
      }
    }
  }

  /** All of it as a histogram. */
  public Histogram toHistogram() {
    Histogram histogram = new Histogram(DIGITS);
    for (int octave = 0; octave < OCTAVES; octave++) {
      for (int at = 0; octaves[octave] != null && at < HALF; at++) {
        if (octaves[octave][at] > 0) {
          histogram.recordValueWithCount(leastOf((octave << HALF_BITS) + at), octaves[octave][at]);
        }
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

  /** Gaps recorded. */
  public long total() {
    long sum = 0;
    for (long[] counts : octaves) {
      sum += counts == null ? 0 : Arrays.stream(counts).sum();
    }
    return sum;
  }

  @Override
  public String toString() {
    return total() + " gaps, " + HALF + " intervals an octave";
  }
}
