package io.foretoken.sim.metrics;

import java.util.Arrays;

/**
 * A quantity that changes at instants: its time-weighted mean over the window, its peak there, and
 * its means over equal intervals of the run (the time series).
 *
 * <p>Example: 2 from 0 to 10 ns, then 6 until 20 ns has mean 4 and peak 6 over [0, 20).
 *
 * <p>The number of intervals is bounded: when a run outgrows them, neighbours are merged and the
 * interval doubles.
 */
public final class TimeWeighted {
  private final MeasureWindow window;
  private final double[] areas;
  private final int maxBuckets;
  private long bucketNanos;
  private int lastBucket;
  private long lastStart;
  private long lastEnd;
  private long value;
  private long since;
  private double windowArea;
  private long peak;

  /**
   * @param bucketNanos first length of an interval, positive
   * @param maxBuckets most intervals, even and positive
   */
  public TimeWeighted(MeasureWindow window, long bucketNanos, int maxBuckets) {
    this.window = window;
    this.bucketNanos = bucketNanos;
    this.maxBuckets = maxBuckets;
    areas = new double[maxBuckets];
  }

  /** A quantity that has been what another was until now. */
  TimeWeighted(TimeWeighted other) {
    window = other.window;
    bucketNanos = other.bucketNanos;
    maxBuckets = other.maxBuckets;
    areas = other.areas.clone();
    lastBucket = other.lastBucket;
    lastStart = other.lastStart;
    lastEnd = other.lastEnd;
    value = other.value;
    since = other.since;
    windowArea = other.windowArea;
    peak = other.peak;
  }

  /** The quantity takes a value; time never goes backwards. */
  public void set(long now, long newValue) {
    if (newValue != value) {
      settle(now);
      value = newValue;
      if (newValue > peak && now < window.endNanos()) {
        peak = newValue;
      }
    }
  }

  /** The quantity changes by {@code delta}. */
  public void add(long now, long delta) {
    set(now, value + delta);
  }

  /** The value now. */
  public long value() {
    return value;
  }

  /**
   * Accounts for the time up to {@code now}; to be called once more at the end of a run. A time
   * before the latest accounted for changes nothing.
   */
  public void settle(long now) {
    if (value != 0 && now > since) {
      long from = Math.max(since, window.startNanos());
      long to = Math.min(now, window.endNanos());
      if (to > from) {
        windowArea += (double) value * (to - from);
      }
      addToBuckets(since, now);
    }
    if (since < window.startNanos() && now >= window.startNanos()) {
      peak = value;
    }
    since = Math.max(since, now);
  }

  /** Time integral over the window, value x ns. */
  public double windowArea() {
    return windowArea;
  }

  /** Largest value in the window; 0 while the time settled has not reached it. */
  public long peak() {
    return since < window.startNanos() ? 0 : peak;
  }

  /** Length of an interval of the time series, ns. */
  public long bucketNanos() {
    return bucketNanos;
  }

  /** Intervals begun. */
  public int buckets() {
    return lastBucket + 1;
  }

  /** Time integral over an interval of the time series, value x ns. */
  public double area(int bucket) {
    return areas[bucket];
  }

  /** Merges neighbouring intervals until they are at least as long as given. */
  public void coarsenTo(long nanos) {
    while (bucketNanos < nanos) {
      coarsen();
    }
  }

  private void addToBuckets(long from, long to) {
    if (from >= lastStart && to <= lastEnd) {
      areas[lastBucket] += (double) value * (to - from);
      return;
    }
    while ((to - 1) / bucketNanos >= maxBuckets) {
      coarsen();
    }
    int bucket = (int) (from / bucketNanos);
    long start = from;
    while (start < to) {
      long end = Math.min(to, (bucket + 1) * bucketNanos);
      areas[bucket] += (double) value * (end - start);
      lastBucket = Math.max(lastBucket, bucket);
      start = end;
      bucket++;
    }
    lastStart = lastBucket * bucketNanos;
    lastEnd = lastStart + bucketNanos;
  }

  private void coarsen() {
    for (int bucket = 0; bucket < maxBuckets / 2; bucket++) {
      areas[bucket] = areas[2 * bucket] + areas[2 * bucket + 1];
    }
    Arrays.fill(areas, maxBuckets / 2, maxBuckets, 0);
    bucketNanos *= 2;
    lastBucket /= 2;
    lastEnd = 0;
  }
}
