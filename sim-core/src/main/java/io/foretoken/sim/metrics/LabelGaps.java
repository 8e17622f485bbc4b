package io.foretoken.sim.metrics;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Token gaps of all requests, and of each pair of class and tenant. The pair with number 0 has what
 * the others leave, so a run whose requests are all alike counts nothing twice.
 */
final class LabelGaps {
  private final GapCounts total = new GapCounts();
  private GapCounts[] byLabel = new GapCounts[0];

  /** Gaps of requests with whatever label. */
  void add(long gapNanos, long count) {
    total.add(gapNanos, count);
  }

  /** Which of them were of a label other than 0. */
  void addOf(int label, long gapNanos, long count) {
    if (label >= byLabel.length) {
      byLabel = Arrays.copyOf(byLabel, Math.max(label + 1, 2 * byLabel.length));
    }
    if (byLabel[label] == null) {
      byLabel[label] = new GapCounts();
    }
    byLabel[label].add(gapNanos, count);
  }

  /** Those of all requests. */
  GapCounts total() {
    return total;
  }

  /**
   * Those of all labels, taken together by a number that labels have, such as their class.
   *
   * @param numbers how many there are; label 0 has number 0
   * @param numberOf the number of a label
   */
  GapCounts[] sums(int numbers, IntUnaryOperator numberOf) {
    GapCounts[] sums = new GapCounts[numbers];
    Arrays.setAll(sums, number -> new GapCounts());
    GapCounts first = sums[0];
    first.add(total, 1);
    for (int label = 1; label < byLabel.length; label++) {
      if (byLabel[label] != null) {
        first.add(byLabel[label], -1);
        sums[numberOf.applyAsInt(label)].add(byLabel[label], 1);
      }
    }
    return sums;
  }
}
