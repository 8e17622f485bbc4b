package io.foretoken.sim.metrics;

import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;
import java.util.List;

/**
 * What a run has measured. Times in nanoseconds.
 *
 * @param window the window asked for
 * @param startNanos first send (whole run) or start of the window
 * @param endNanos last completion, or the cut if anybody was unfinished then (whole run), or end of
 *     the window
 * @param total all requests
 * @param classes the requests of each class, by its number
 * @param tenants the requests of each tenant, by its number
 * @param measured latencies of the measured, finished requests
 * @param gaps token gaps whose token came out in the window; three significant digits
 * @param inFlight requests sent whose clients have no complete answer
 * @param replicas meters of the replicas
 * @param cancelled whether the run was stopped early
 */
public record RunResult(
    MeasureWindow window,
    long startNanos,
    long endNanos,
    Group total,
    List<Group> classes,
    List<Group> tenants,
    RequestColumns measured,
    GapCounts gaps,
    TimeWeighted inFlight,
    List<ReplicaMeter> replicas,
    boolean cancelled) {
  private static final Group NOTHING =
      new GroupMeter(new TimeWeighted(MeasureWindow.WHOLE, 1, 2)).result(0, new GapCounts());

  /**
   * Counts and sums over a group of requests.
   *
   * @param counts what became of them
   * @param split mean parts of the time to first token over the measured, finished ones
   * @param tokens of those that completed in the window
   * @param work what engines did for those that left in the window
   * @param inFlight those sent whose clients have no complete answer
   * @param gaps their token gaps whose token came out in the window
   */
  public record Group(
      Counts counts,
      TtftSplit split,
      Tokens tokens,
      Work work,
      TimeWeighted inFlight,
      GapCounts gaps) {}

  /**
   * Tokens that engines computed for attempts that ended in the window, whatever became of them.
   *
   * @param promptTokens prompt tokens that the prefix cache did not supply, of attempts that made a
   *     token
   * @param outputTokens tokens generated
   */
  public record Work(long promptTokens, long outputTokens) {}

  /**
   * Requests of the whole run, and the measured ones among them.
   *
   * @param sent handed to the system
   * @param measuredSent of them measured
   * @param attempts times that those which left were sent
   */
  public record Counts(
      long sent,
      long finished,
      long refused,
      long timedOut,
      long unfinished,
      long measuredSent,
      long measuredFinished,
      long measuredRefused,
      long measuredTimedOut,
      long measuredUnfinished,
      long rejected,
      long cancelled,
      long measuredRejected,
      long measuredCancelled,
      long attempts) {}

  /**
   * Mean parts of the time to first token; they sum to its mean.
   *
   * @param clientQueueNanos intended to sent (before the time to first token begins)
   * @param retryNanos first sent to last sent
   * @param waitNanos by {@link WaitCause} ordinal
   */
  public record TtftSplit(
      double clientQueueNanos,
      double retryNanos,
      double ingestNanos,
      List<Double> waitNanos,
      double prefillNanos,
      double streamNanos) {
    /** Mean wait for a cause. */
    public double wait(WaitCause cause) {
      return waitNanos.get(cause.ordinal());
    }
  }

  /**
   * Tokens of requests that completed in the window, and tokens that engines made in it.
   *
   * @param completedInput prompt tokens of requests whose last token came in the window
   * @param completedOutput their output tokens
   * @param completedCached prompt tokens of theirs that came from the prefix cache
   * @param completedRequests number of those requests
   */
  public record Tokens(
      long completedInput, long completedOutput, long completedCached, long completedRequests) {}

  /** The requests of a class; nothing where none was sent. */
  public Group ofClass(int number) {
    return number < classes.size() ? classes.get(number) : NOTHING;
  }

  /** The requests of a tenant; nothing where none was sent. */
  public Group ofTenant(int number) {
    return number < tenants.size() ? tenants.get(number) : NOTHING;
  }

  /** What became of all requests. */
  public Counts counts() {
    return total.counts();
  }

  /** Mean parts of the time to first token over all measured, finished requests. */
  public TtftSplit split() {
    return total.split();
  }

  /** Tokens of all requests that completed in the window. */
  public Tokens tokens() {
    return total.tokens();
  }

  /** Length of the window in seconds; 0 for an empty run. */
  public double seconds() {
    return (endNanos - startNanos) / 1e9;
  }

  /** Sum over replicas of the time held back by a limit. */
  public long nanosBy(Limit limit) {
    return replicas.stream().mapToLong(meter -> meter.nanosBy(limit)).sum();
  }

  /** Tokens that engines made in the window. */
  public long outputTokens() {
    return replicas.stream().mapToLong(ReplicaMeter::outputTokens).sum();
  }
}
