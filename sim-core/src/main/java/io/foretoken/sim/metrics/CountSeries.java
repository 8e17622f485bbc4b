package io.foretoken.sim.metrics;

import java.util.Arrays;

/**
 * Counts per equal interval of the run, such as tokens made. The number of intervals is bounded:
 * when a run outgrows them, neighbours are merged and the interval doubles.
 */
public final class CountSeries {
  private final long[] counts;
  private long bucketNanos;
  private int bucket;
  private long bucketEnd;

  /**
   * @param bucketNanos first length of an interval, positive
   * @param maxBuckets most intervals, even and positive
   */
  public CountSeries(long bucketNanos, int maxBuckets) {
    this.bucketNanos = bucketNanos;
    counts = new long[maxBuckets];
    bucketEnd = bucketNanos;
  }

  /** Adds to the interval that contains {@code now}; time never goes backwards. */
  public void add(long now, long count) {
    if (now >= bucketEnd) {
      move(now);
    }
    counts[bucket] += count;
  }

  private void move(long now) {
    while (now / bucketNanos >= counts.length) {
      coarsen();
    }
    bucket = (int) (now / bucketNanos);
    bucketEnd = (bucket + 1) * bucketNanos;
  }

  /** Length of an interval, ns. */
  public long bucketNanos() {
    return bucketNanos;
  }

  /** Intervals begun. */
  public int buckets() {
    return bucket + 1;
  }

  /** Count in an interval. */
  public long count(int ofBucket) {
    return counts[ofBucket];
  }

  /** Sum of all counts. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Merges neighbouring intervals until they are at least as long as given. */
  public void coarsenTo(long nanos) {
    while (bucketNanos < nanos) {
      coarsen();
    }
  }

  private void coarsen() {
    for (int at = 0; at < counts.length / 2; at++) {
      counts[at] = counts[2 * at] + counts[2 * at + 1];
    }
    Arrays.fill(counts, counts.length / 2, counts.length, 0);
    bucketNanos *= 2;
    bucket /= 2;
    bucketEnd = (bucket + 1) * bucketNanos;
  }
}
