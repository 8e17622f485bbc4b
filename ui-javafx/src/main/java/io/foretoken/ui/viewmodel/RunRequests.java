package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;
import java.util.Arrays;

/**
 * When each request of a run was where, in columns: some 80 bytes a request, so that a run of many
 * can be kept. The run writes it on one thread; afterwards it is only read. Times are nanoseconds
 * since the start of the run.
 */
public final class RunRequests implements RequestSink {
  /** Requests that are kept; those that leave after them are only counted. */
  public static final int MOST_KEPT = 2_000_000;

  private static final long PICOS_PER_NANO = 1000;
  private static final int FIRST_CAPACITY = 1024;

  private final RequestClasses classes;
  private final int most;
  private int size;
  private long seen;
  private long[] index = new long[FIRST_CAPACITY];
  private long[] sent = new long[FIRST_CAPACITY];
  private long[] scheduled = new long[FIRST_CAPACITY];
  private long[] firstOut = new long[FIRST_CAPACITY];
  private long[] firstToken = new long[FIRST_CAPACITY];
  private long[] finished = new long[FIRST_CAPACITY];
  private int[] replica = new int[FIRST_CAPACITY];
  private int[] input = new int[FIRST_CAPACITY];
  private int[] output = new int[FIRST_CAPACITY];
  private int[] preemptions = new int[FIRST_CAPACITY];
  private long[] preempted = new long[FIRST_CAPACITY];
  private long[] resumed = new long[FIRST_CAPACITY];
  private byte[] outcome = new byte[FIRST_CAPACITY];
  private byte[] verdict = new byte[FIRST_CAPACITY];

  /** How a request stands to the objective of its class. */
  public enum Verdict {
    /** There is no objective, or the client gave up by itself. */
    NOT_JUDGED,
    HOLDS,
    MISSES
  }

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Verdict[] VERDICTS = Verdict.values();

  /** A log of a run whose requests are of some classes. */
  public RunRequests(RequestClasses classes) {
    this(classes, MOST_KEPT);
  }

  RunRequests(RequestClasses classes, int most) {
    this.classes = classes;
    this.most = most;
  }

  @Override
  public void accept(RequestRow row) {
    seen++;
    if (size >= most) {
      return;
    }
    if (size == index.length) {
      grow();
    }
    int at = size++;
    boolean hasToken = row.firstTokenNanos >= 0;
    index[at] = row.index;
    sent[at] = row.sentNanos;
    firstToken[at] = row.firstTokenNanos;
    firstOut[at] = hasToken ? row.firstTokenNanos - row.streamNanos : -1;
    scheduled[at] = hasToken ? firstOut[at] - row.prefillNanos : -1;
    finished[at] = row.finishedNanos;
    replica[at] = row.replica;
    input[at] = row.inputTokens;
    output[at] = row.outputTokens;
    preemptions[at] = row.preemptions;
    preempted[at] = row.preemptedNanos;
    resumed[at] = row.resumedNanos;
    outcome[at] = (byte) row.outcome.ordinal();
    verdict[at] = (byte) judge(row).ordinal();
  }

  /** The same judgement as the figures make of the requests of the window. */
  private Verdict judge(RequestRow row) {
    RequestClass of = classes.classes().get(row.classIndex);
    if (of.slo().terms().isEmpty() || row.outcome == Outcome.CANCELLED) {
      return Verdict.NOT_JUDGED;
    }
    if (row.outcome != Outcome.FINISHED) {
      return Verdict.MISSES;
    }
    long from = of.openLoop() ? row.intendedNanos : row.sentNanos;
    for (Slo.Term term : of.slo().terms()) {
      boolean isWithin =
          switch (term.metric()) {
            case TTFT -> row.firstTokenNanos - from <= term.thresholdNanos();
            case E2E -> row.finishedNanos - from <= term.thresholdNanos();
            case TPOT ->
                tpotPicos(row.firstTokenNanos, row.finishedNanos, row.outputTokens)
                    <= term.thresholdNanos() * PICOS_PER_NANO;
          };
      if (!isWithin) {
        return Verdict.MISSES;
      }
    }
    return Verdict.HOLDS;
  }

  private static double tpotPicos(long first, long last, int tokens) {
    return tokens > 1 ? (last - first) * (double) PICOS_PER_NANO / (tokens - 1) : -1;
  }

  private void grow() {
    int to = (int) Math.min(most, 2L * index.length);
    index = Arrays.copyOf(index, to);
    sent = Arrays.copyOf(sent, to);
    scheduled = Arrays.copyOf(scheduled, to);
    firstOut = Arrays.copyOf(firstOut, to);
    firstToken = Arrays.copyOf(firstToken, to);
    finished = Arrays.copyOf(finished, to);
    replica = Arrays.copyOf(replica, to);
    input = Arrays.copyOf(input, to);
    output = Arrays.copyOf(output, to);
    preemptions = Arrays.copyOf(preemptions, to);
    preempted = Arrays.copyOf(preempted, to);
    resumed = Arrays.copyOf(resumed, to);
    outcome = Arrays.copyOf(outcome, to);
    verdict = Arrays.copyOf(verdict, to);
  }

  /** Requests that are kept. */
  public int size() {
    return size;
  }

  /** Requests that left the run, kept or not. */
  public long seen() {
    return seen;
  }

  long sentNanos(int at) {
    return sent[at];
  }

  /** When it left, or the end of the run where it never did. */
  long leftNanos(int at, long endNanos) {
    return finished[at] >= 0 ? finished[at] : endNanos;
  }

  int replica(int at) {
    return replica[at];
  }

  long index(int at) {
    return index[at];
  }

  RequestTimeline.Bar bar(int at, long endNanos) {
    double tpot = tpotPicos(firstToken[at], finished[at], output[at]) / PICOS_PER_NANO;
    boolean hasToken = firstToken[at] >= 0;
    return new RequestTimeline.Bar(
        index[at],
        replica[at],
        sent[at],
        hasToken ? scheduled[at] : leftNanos(at, endNanos),
        hasToken ? firstOut[at] : leftNanos(at, endNanos),
        leftNanos(at, endNanos),
        hasToken ? firstToken[at] - sent[at] : Double.NaN,
        hasToken && finished[at] >= 0 && output[at] > 1 ? tpot : Double.NaN,
        input[at],
        output[at],
        preemptions[at],
        preempted[at],
        resumed[at] >= 0 || preempted[at] < 0 ? resumed[at] : leftNanos(at, endNanos),
        OUTCOMES[outcome[at]].key(),
        VERDICTS[verdict[at]]);
  }
}
