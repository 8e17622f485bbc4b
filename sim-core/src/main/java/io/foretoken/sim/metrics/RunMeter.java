package io.foretoken.sim.metrics;

import io.foretoken.sim.request.LabelPairs;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestRow;
import java.util.List;

/** Collects what a run measures, and makes its {@link RunResult}. */
public final class RunMeter {
  private final MeasureWindow window;
  private final TimeWeighted inFlight;
  private final RequestColumns columns = new RequestColumns();
  private final LabelPairs labels;
  private final LabelGaps gaps = new LabelGaps();
  private final GroupMeter total;
  private final LabelMeters classes;
  private final LabelMeters tenants;
  private long firstSend = -1;
  private long lastCompletion;

  /**
   * @param labels of the requests that will be sent
   */
  public RunMeter(MeasureWindow window, long bucketNanos, int maxBuckets, LabelPairs labels) {
    this.window = window;
    this.labels = labels;
    inFlight = new TimeWeighted(window, bucketNanos, maxBuckets);
    total = new GroupMeter(inFlight);
    classes = new LabelMeters(total, () -> new TimeWeighted(window, bucketNanos, maxBuckets));
    tenants = new LabelMeters(total, () -> new TimeWeighted(window, bucketNanos, maxBuckets));
  }

  /** Whether a request counts, by when it was meant to be sent. */
  public boolean measures(long intendedNanos) {
    return window.contains(intendedNanos);
  }

  /** A client sends a request for the first time. */
  public void sent(long now, RequestDraft request) {
    if (firstSend < 0) {
      firstSend = now;
    }
    boolean isMeasured = measures(request.intendedNanos);
    classes.expect(request.classIndex);
    tenants.expect(request.tenant);
    total.sent(now, isMeasured);
    if (classes.areKept()) {
      classes.at(request.classIndex).sent(now, isMeasured);
    }
    if (tenants.areKept()) {
      tenants.at(request.tenant).sent(now, isMeasured);
    }
  }

  /** Clients of {@code count} requests got a token {@code gapNanos} after the one before. */
  public void tokenGap(long now, long gapNanos, long count) {
    if (window.contains(now)) {
      gaps.add(gapNanos, count);
    }
  }

  /** So many of them were of a label other than 0. */
  public void tokenGapOf(int label, long now, long gapNanos, long count) {
    if (window.contains(now)) {
      gaps.addOf(label, gapNanos, count);
    }
  }

  /** A request has left the system. */
  public void left(long now, RequestRow row) {
    lastCompletion = Math.max(lastCompletion, now);
    left(now, row, total);
    if (classes.areKept()) {
      left(now, row, classes.at(row.classIndex));
    }
    if (tenants.areKept()) {
      left(now, row, tenants.at(row.tenant));
    }
    if (row.measured && row.outcome == Outcome.FINISHED) {
      columns.add(row);
    }
  }

  private void left(long now, RequestRow row, GroupMeter group) {
    group.left(now);
    add(now, row, group);
  }

  private void add(long now, RequestRow row, GroupMeter group) {
    boolean isInWindow = window.contains(now);
    boolean isFinished = row.outcome == Outcome.FINISHED;
    group.count(row);
    if (isInWindow) {
      group.work(row);
    }
    if (isFinished && isInWindow) {
      group.completed(row);
    }
    if (isFinished && row.measured) {
      group.split(row);
    }
  }

  /** An attempt has failed, and its client will send another. */
  public void failedAttempt(long now, RequestRow row) {
    if (window.contains(now)) {
      total.work(row);
      if (classes.areKept()) {
        classes.at(row.classIndex).work(row);
      }
      if (tenants.areKept()) {
        tenants.at(row.tenant).work(row);
      }
    }
  }

  /** A request is still in the system when the run is cut off. */
  public void unfinished(long now, RequestRow row) {
    add(now, row, total);
    if (classes.areKept()) {
      add(now, row, classes.at(row.classIndex));
    }
    if (tenants.areKept()) {
      add(now, row, tenants.at(row.tenant));
    }
  }

  /** Requests that have left. */
  public long gone() {
    return total.gone();
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
    boolean whole = window.whole();
    return new RunResult(
        window,
        whole ? Math.max(0, firstSend) : window.startNanos(),
        whole ? lastOfWhole(now) : window.endNanos(),
        total.result(now, gaps.total()),
        classes.results(now, gaps, labels::classIndex),
        tenants.results(now, gaps, labels::tenant),
        columns,
        gaps.total(),
        inFlight,
        List.copyOf(replicas),
        cancelled);
  }

  /** A run that is cut off lasts until then: engines work for those who have no answer yet. */
  private long lastOfWhole(long now) {
    return total.count(Outcome.UNFINISHED) > 0 ? now : lastCompletion;
  }
}
