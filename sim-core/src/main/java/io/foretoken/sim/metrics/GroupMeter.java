package io.foretoken.sim.metrics;

import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.WaitCause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts and sums over a group of requests: all of them, a class, a tenant. */
final class GroupMeter {
  private final long[] all;
  private final long[] measured;
  private final double[] waitSums;
  private final TimeWeighted inFlight;
  private double clientQueueSum;
  private double retrySum;
  private double ingestSum;
  private double prefillSum;
  private double streamSum;
  private long sent;
  private long measuredSent;
  private long attempts;
  private long completedInput;
  private long completedOutput;
  private long completedCached;
  private long completedRequests;
  private long promptWork;
  private long outputWork;

  /**
   * @param inFlight counts those in flight from now on
   */
  GroupMeter(TimeWeighted inFlight) {
    this.inFlight = inFlight;
    int outcomes = Outcome.values().length;
    all = new long[outcomes];
    measured = new long[outcomes];
    waitSums = new double[WaitCause.count()];
  }

  /** A meter that has seen what another has seen. */
  GroupMeter(GroupMeter other) {
    all = other.all.clone();
    measured = other.measured.clone();
    waitSums = other.waitSums.clone();
    inFlight = new TimeWeighted(other.inFlight);
    clientQueueSum = other.clientQueueSum;
    retrySum = other.retrySum;
    ingestSum = other.ingestSum;
    prefillSum = other.prefillSum;
    streamSum = other.streamSum;
    sent = other.sent;
    measuredSent = other.measuredSent;
    attempts = other.attempts;
    completedInput = other.completedInput;
    completedOutput = other.completedOutput;
    completedCached = other.completedCached;
    completedRequests = other.completedRequests;
    promptWork = other.promptWork;
    outputWork = other.outputWork;
  }

  /** A client sends a request for the first time. */
  void sent(long now, boolean isMeasured) {
    inFlight.add(now, 1);
    sent++;
    measuredSent += isMeasured ? 1 : 0;
  }

  /** A request has left the system. */
  void left(long now) {
    inFlight.add(now, -1);
  }

  /** A request has left, or is unfinished at the end. */
  void count(RequestRow row) {
    all[row.outcome.ordinal()]++;
    attempts += row.attempts;
    if (row.measured) {
      measured[row.outcome.ordinal()]++;
    }
  }

  /** Engines have worked for an attempt that ends in the window. */
  void work(RequestRow row) {
    outputWork += row.outputTokens;
    if (row.outputTokens > 0) {
      promptWork += row.inputTokens - row.cachedTokens;
    }
  }

  /** A request has finished in the window. */
  void completed(RequestRow row) {
    completedInput += row.inputTokens;
    completedOutput += row.outputTokens;
    completedCached += row.cachedTokens;
    completedRequests++;
  }

  /** A measured request has finished. */
  void split(RequestRow row) {
    clientQueueSum += row.sentNanos - row.intendedNanos;
    retrySum += row.retryNanos;
    ingestSum += row.ingestNanos;
    prefillSum += row.prefillNanos;
    streamSum += row.streamNanos;
    for (int cause = 0; cause < waitSums.length; cause++) {
      waitSums[cause] += row.waitNanos[cause];
    }
  }

  long count(Outcome outcome) {
    return all[outcome.ordinal()];
  }

  /** Requests that have left. */
  long gone() {
    long sum = -count(Outcome.UNFINISHED);
    for (long count : all) {
      sum += count;
    }
    return sum;
  }

  /**
   * What it has seen, with time accounted for up to {@code now}.
   *
   * @param gaps the group's token gaps
   */
  RunResult.Group result(long now, GapCounts gaps) {
    inFlight.settle(now);
    double finished = Math.max(1, measured[Outcome.FINISHED.ordinal()]);
    List<Double> waits = new ArrayList<>();
    Arrays.stream(waitSums).forEach(sum -> waits.add(sum / finished));
    return new RunResult.Group(
        counts(),
        new RunResult.TtftSplit(
            clientQueueSum / finished,
            retrySum / finished,
            ingestSum / finished,
            List.copyOf(waits),
            prefillSum / finished,
            streamSum / finished),
        new RunResult.Tokens(completedInput, completedOutput, completedCached, completedRequests),
        new RunResult.Work(promptWork, outputWork),
        inFlight,
        gaps);
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
        measured[Outcome.UNFINISHED.ordinal()],
        all[Outcome.REJECTED.ordinal()],
        all[Outcome.CANCELLED.ordinal()],
        measured[Outcome.REJECTED.ordinal()],
        measured[Outcome.CANCELLED.ordinal()],
        attempts);
  }
}
