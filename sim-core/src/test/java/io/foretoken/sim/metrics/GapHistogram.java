package io.foretoken.sim.metrics;

import org.HdrHistogram.Histogram;

/** Counts of gaps as the histogram whose intervals they have. */
public final class GapHistogram {
  private GapHistogram() {}

  /** All of them. */
  public static Histogram of(GapCounts gaps) {
    Histogram histogram = new Histogram(3);
    for (int index = gaps.next(0); index >= 0; index = gaps.next(index + 1)) {
      histogram.recordValueWithCount(GapCounts.leastOf(index), gaps.countAt(index));
    }
    return histogram;
  }
}
