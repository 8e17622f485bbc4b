package io.foretoken.sim.metrics;

import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.WaitCause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what a run measures, and makes its {@link RunResult}. */
public final class RunMeter {
  private static final int OUTCOMES = Outcome.values().length;

  private final MeasureWindow window;
  private final TimeWeighted inFlight;
  private final RequestColumns columns = new RequestColumns();
  private final GapCounts gaps = new GapCounts();
  private final long[] all = new long[OUTCOMES];
  private final long[] measured = new long[OUTCOMES];
  private final double[] waitSums = new double[WaitCause.count()];
  private double clientQueueSum;
  private double ingestSum;
  private double prefillSum;
  private double streamSum;
  private long sent;
  private long measuredSent;
  private long completedInput;
  private long completedOutput;
  private long completedCached;
  private long completedRequests;
  private long firstSend = -1;
  private long lastCompletion;

  public RunMeter(MeasureWindow window, long bucketNanos, int maxBuckets) {
    this.window = window;
    inFlight = new TimeWeighted(window, bucketNanos, maxBuckets);
  }

  /** Whether a request counts, by when it was meant to be sent. */
  public boolean measures(long intendedNanos) {
    return window.contains(intendedNanos);
  }

  /** A client sends a request. */
  public void sent(long now, long intendedNanos) {
    if (firstSend < 0) {
      firstSend = now;
    }
    sent++;
    if (measures(intendedNanos)) {
      measuredSent++;
    }
    inFlight.add(now, 1);
  }

  /** Clients of {@code count} requests got a token {@code gapNanos} after the one before. */
  public void tokenGap(long now, long gapNanos, long count) {
    if (window.contains(now)) {
      gaps.add(gapNanos, count);
    }
  }

  /** A request has left the system. */
  public void left(long now, RequestRow row) {
    inFlight.add(now, -1);
    count(row);
    lastCompletion = Math.max(lastCompletion, now);
    if (row.outcome != Outcome.FINISHED) {
      return;
    }
    if (window.contains(now)) {
      completedInput += row.inputTokens;
      completedOutput += row.outputTokens;
      completedCached += row.cachedTokens;
      completedRequests++;
    }
    if (row.measured) {
      long clientQueue = row.sentNanos - row.intendedNanos;
      columns.add(
          row.firstTokenNanos - row.sentNanos,
          row.finishedNanos - row.sentNanos,
          clientQueue,
          row.outputTokens);
      clientQueueSum += clientQueue;
      ingestSum += row.ingestNanos;
      prefillSum += row.prefillNanos;
      streamSum += row.streamNanos;
      for (int cause = 0; cause < waitSums.length; cause++) {
        waitSums[cause] += row.waitNanos[cause];
      }
    }
  }

  /** A request is still in the system when the run is cut off. */
  public void unfinished(RequestRow row) {
    count(row);
  }

  /** Requests that have left. */
  public long gone() {
    return all[Outcome.FINISHED.ordinal()]
        + all[Outcome.REFUSED.ordinal()]
        + all[Outcome.TIMED_OUT.ordinal()];
  }

  /** Requests in flight now. */
  public long inFlightNow() {
    return inFlight.value();
  }

  /** The result, with time accounted for up to {@code now}. */
  public RunResult result(long now, List<ReplicaMeter> replicas, boolean cancelled) {
    inFlight.settle(now);
    long bucket = inFlight.bucketNanos();
    for (ReplicaMeter meter : replicas) {
      meter.settle(now);
      bucket = Math.max(bucket, meter.longestBucket());
    }
    inFlight.coarsenTo(bucket);
    for (ReplicaMeter meter : replicas) {
      meter.coarsenTo(bucket);
    }
    double finished = Math.max(1, columns.size());
    List<Double> waits = new ArrayList<>();
    Arrays.stream(waitSums).forEach(sum -> waits.add(sum / finished));
    boolean whole = window.whole();
    return new RunResult(
        window,
        whole ? Math.max(0, firstSend) : window.startNanos(),
        whole ? lastOfWhole(now) : window.endNanos(),
        counts(),
        columns,
        gaps.toHistogram(),
        new RunResult.TtftSplit(
            clientQueueSum / finished,
            ingestSum / finished,
            List.copyOf(waits),
            prefillSum / finished,
            streamSum / finished),
        new RunResult.Tokens(completedInput, completedOutput, completedCached, completedRequests),
        inFlight,
        List.copyOf(replicas),
        cancelled);
  }

  /** A run that is cut off lasts until then: engines work for those who have no answer yet. */
  private long lastOfWhole(long now) {
    return all[Outcome.UNFINISHED.ordinal()] > 0 ? now : lastCompletion;
  }

  private void count(RequestRow row) {
    all[row.outcome.ordinal()]++;
    if (row.measured) {
      measured[row.outcome.ordinal()]++;
    }
  }

  private RunResult.Counts counts() {
    return new RunResult.Counts(
        sent,
        all[Outcome.FINISHED.ordinal()],
        all[Outcome.REFUSED.ordinal()],
        all[Outcome.TIMED_OUT.ordinal()],
        all[Outcome.UNFINISHED.ordinal()],
        measuredSent,
        measured[Outcome.FINISHED.ordinal()],
        measured[Outcome.REFUSED.ordinal()],
        measured[Outcome.TIMED_OUT.ordinal()],
        measured[Outcome.UNFINISHED.ordinal()]);
  }
}
