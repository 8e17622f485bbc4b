package io.foretoken.sim.metrics;

import java.util.Arrays;

/**
 * Values by their rank. They are counted once in intervals of equal length; for a rank only the
 * values of its interval are sorted, where sorting all looks at each log2 n times and divides the
 * processor's guesses with it. Whoever asks for many ranks gets all values sorted.
 *
 * <p>Example: of 10, 20, 30, 40 in two intervals from 10 and from 26, rank 2 is in the second,
 * which has two values and one interval of two before it: the smaller of 30 and 40.
 */
final class RankedValues {
  /** Intervals sorted before sorting all pays. */
  private static final int MOST_INTERVALS = 12;

  /** Fewer values are sorted at once. */
  private static final int FEW = 64;

  private static final int INTERVAL_BITS = 11;

  private final long[] values;
  private boolean isSorted;
  private int asked;
  private long least;
  private int shift;

  /** Values before each interval. */
  private int[] before;

  /** The values of the interval asked for last, sorted. */
  private long[] interval;

  private int intervalNumber = -1;

  /** Keeps the values, and may order them in place. */
  RankedValues(long[] values) {
    this.values = values;
  }

  int size() {
    return values.length;
  }

  /**
   * The value of a rank.
   *
   * @param rank from 0, the smallest
   */
  long at(int rank) {
    if (!isSorted && (values.length <= FEW || asked == MOST_INTERVALS)) {
      Arrays.sort(values);
      isSorted = true;
    }
    if (isSorted) {
      return values[rank];
    }
    if (before == null) {
      count();
    }
    boolean isAtHand =
        intervalNumber >= 0 && rank >= before[intervalNumber] && rank < before[intervalNumber + 1];
    if (!isAtHand) {
      asked++;
      collect(intervalOf(rank));
    }
    return interval[rank - before[intervalNumber]];
  }

  private void count() {
    least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (long value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    // a difference beyond the largest long is negative here, and has no leading zeros
    shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(most - least) - INTERVAL_BITS);
    before = new int[(1 << INTERVAL_BITS) + 1];
    for (long value : values) {
      before[(int) ((value - least) >>> shift) + 1]++;
    }
    for (int number = 0; number < 1 << INTERVAL_BITS; number++) {
      before[number + 1] += before[number];
    }
  }

  /** The interval that the value of a rank is in: the last with no more values before it. */
  private int intervalOf(int rank) {
    int from = 0;
    int to = (1 << INTERVAL_BITS) - 1;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if (before[middle] <= rank) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  private void collect(int number) {
    intervalNumber = number;
    interval = new long[before[number + 1] - before[number]];
    int size = 0;
    for (long value : values) {
      if ((value - least) >>> shift == number) {
        interval[size++] = value;
      }
    }
    Arrays.sort(interval);
  }
}
