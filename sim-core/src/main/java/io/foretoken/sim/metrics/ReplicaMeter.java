package io.foretoken.sim.metrics;

import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.StepCost;

/** What one replica does, metered over the window: its queues, its blocks, its steps. */
public final class ReplicaMeter {
  private final MeasureWindow window;

  /** Sequences in the running list. */
  public final TimeWeighted running;

  /** Sequences in the waiting queue. */
  public final TimeWeighted waiting;

  /** KV blocks that sequences hold, summed over groups. */
  public final TimeWeighted kvBlocks;

  /** Tokens made. */
  public final CountSeries outputSeries;

  /** Prompt tokens computed. */
  public final CountSeries prefillSeries;

  private long steps;
  private long rowSum;
  private int peakRows;
  private long deviceNanos;
  private long decodeOnlyNanos;
  private long prefillTokens;
  private long decodeTokens;
  private long decodeOnlyTokens;
  private long outputTokens;
  private double flops;
  private double hbmBytes;
  private long preemptions;
  private long lookedUpTokens;
  private long cachedTokens;
  private long loadedTokens;
  private final long[] nanosByLimit = new long[Limit.count()];

  public ReplicaMeter(MeasureWindow window, long bucketNanos, int maxBuckets) {
    this.window = window;
    running = new TimeWeighted(window, bucketNanos, maxBuckets);
    waiting = new TimeWeighted(window, bucketNanos, maxBuckets);
    kvBlocks = new TimeWeighted(window, bucketNanos, maxBuckets);
    outputSeries = new CountSeries(bucketNanos, maxBuckets);
    prefillSeries = new CountSeries(bucketNanos, maxBuckets);
  }

  /**
   * A step has ended.
   *
   * @param rows sequences in it
   * @param prefill prompt tokens computed
   * @param decode decode rows, each one token
   * @param sampled tokens made
   * @param occupiedNanos what the step added to the time line: its device time or, where the host
   *     is slower, its host time
   */
  public void stepEnded(
      long now, int rows, int prefill, int decode, int sampled, long occupiedNanos, StepCost cost) {
    stepEnded(now, rows, prefill, decode, sampled, cost.deviceNanos(), occupiedNanos, cost);
  }

  /** The same, with the device time of the step. */
  public void stepEnded(
      long now,
      int rows,
      int prefill,
      int decode,
      int sampled,
      long deviceOfStep,
      long occupiedNanos,
      StepCost cost) {
    outputSeries.add(now, sampled);
    prefillSeries.add(now, prefill);
    if (!window.contains(now)) {
      return;
    }
    steps++;
    rowSum += rows;
    peakRows = Math.max(peakRows, rows);
    // a step that began before the window counts from where the window begins
    long device = Math.min(deviceOfStep, now - window.startNanos());
    deviceNanos += device;
    if (prefill == 0) {
      decodeOnlyNanos += device;
      decodeOnlyTokens += decode;
    }
    prefillTokens += prefill;
    decodeTokens += decode;
    outputTokens += sampled;
    flops += cost.flops;
    hbmBytes += cost.hbmBytes;
    nanosByLimit[cost.limit.ordinal()] += occupiedNanos;
  }

  /**
   * A sequence was admitted.
   *
   * @param tokens that it consists of
   * @param cached of them, supplied by the prefix cache
   */
  public void admitted(long now, int tokens, int cached) {
    if (window.contains(now)) {
      lookedUpTokens += tokens;
      cachedTokens += cached;
    }
  }

  /** Tokens of a waiting sequence are being loaded from the memory behind the KV cache. */
  public void loaded(long now, int tokens) {
    if (window.contains(now)) {
      loadedTokens += tokens;
    }
  }

  /** A running sequence lost its blocks. */
  public void preempted(long now) {
    if (window.contains(now)) {
      preemptions++;
    }
  }

  /** Accounts for the time up to the end of the run. */
  public void settle(long now) {
    running.settle(now);
    waiting.settle(now);
    kvBlocks.settle(now);
  }

  /** Longest interval of the time series, ns. */
  long longestBucket() {
    long levels = Math.max(running.bucketNanos(), waiting.bucketNanos());
    long counts = Math.max(outputSeries.bucketNanos(), prefillSeries.bucketNanos());
    return Math.max(Math.max(levels, kvBlocks.bucketNanos()), counts);
  }

  /** Makes all time series have intervals of the given length. */
  void coarsenTo(long nanos) {
    running.coarsenTo(nanos);
    waiting.coarsenTo(nanos);
    kvBlocks.coarsenTo(nanos);
    outputSeries.coarsenTo(nanos);
    prefillSeries.coarsenTo(nanos);
  }

  public long steps() {
    return steps;
  }

  /** Sequences summed over steps. */
  public long rowSum() {
    return rowSum;
  }

  public int peakRows() {
    return peakRows;
  }

  /** Time that the device computed. */
  public long deviceNanos() {
    return deviceNanos;
  }

  /** Device time of steps without prompt tokens. */
  public long decodeOnlyNanos() {
    return decodeOnlyNanos;
  }

  public long prefillTokens() {
    return prefillTokens;
  }

  public long decodeTokens() {
    return decodeTokens;
  }

  /** Those of {@link #decodeTokens} in steps without prompt tokens. */
  public long decodeOnlyTokens() {
    return decodeOnlyTokens;
  }

  /** Tokens sampled. */
  public long outputTokens() {
    return outputTokens;
  }

  public double flops() {
    return flops;
  }

  public double hbmBytes() {
    return hbmBytes;
  }

  /** Tokens of admitted sequences, counted again when one comes back from preemption. */
  public long lookedUpTokens() {
    return lookedUpTokens;
  }

  /** Those of {@link #lookedUpTokens} that the prefix cache supplied. */
  public long cachedTokens() {
    return cachedTokens;
  }

  /** Tokens loaded into the prefix cache from the memory behind it. */
  public long loadedTokens() {
    return loadedTokens;
  }

  public long preemptions() {
    return preemptions;
  }

  /** Time of steps held back by the limit. */
  public long nanosBy(Limit limit) {
    return nanosByLimit[limit.ordinal()];
  }
}
