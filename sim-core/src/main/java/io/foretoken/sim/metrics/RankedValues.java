package io.foretoken.sim.metrics;

import java.util.Arrays;

/**
 * Values by their rank. A few ranks are found by selection (Hoare's), which looks at each value two
 * or three times where sorting looks at it log2 n times; whoever asks for more gets them sorted.
 */
final class RankedValues {
  /** Ranks found by selection before sorting pays. */
  private static final int MOST_SELECTIONS = 12;

  /** Divisions of a range before it is sorted: twice what a million values need. */
  private static final int MOST_DIVISIONS = 40;

  private static final int SHORT_RANGE = 32;

  private final long[] values;
  private int selections;

  /** A rank whose value stands at its place, with all below before it; -1 for none yet. */
  private int settled = -1;

  /** Keeps the values and orders them in place. */
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
    if (selections <= MOST_SELECTIONS && rank != settled) {
      selections++;
      if (selections > MOST_SELECTIONS) {
        Arrays.sort(values);
      } else if (rank > settled) {
        select(rank, settled + 1, values.length - 1);
      } else {
        select(rank, 0, settled - 1);
      }
      settled = rank;
    }
    return values[rank];
  }

  private void select(int rank, int first, int last) {
    int from = first;
    int to = last;
    for (int division = 0; to - from > SHORT_RANGE && division < MOST_DIVISIONS; division++) {
      long pivot = pivot(from, to);
      int up = from - 1;
      int down = to + 1;
      while (true) {
        do {
          up++;
        } while (values[up] < pivot);
        do {
          down--;
        } while (values[down] > pivot);
        if (up >= down) {
          break;
        }
        long moved = values[up];
        values[up] = values[down];
        values[down] = moved;
      }
      if (rank <= down) {
        to = down;
      } else {
        from = down + 1;
      }
    }
    Arrays.sort(values, from, to + 1);
  }

  /** The median of the first, the middle and the last: below the largest unless all are equal. */
  private long pivot(int from, int to) {
    long first = values[from];
    long middle = values[(from + to) >>> 1];
    long last = values[to];
    return Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last));
  }
}
