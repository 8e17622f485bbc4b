package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.figure.ReadableNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Requests that were in the system during a window of a run, by arrival.
 *
 * @param fromNanos beginning of the window
 * @param toNanos its end
 * @param bars at most {@link #MOST_BARS}, evenly thinned
 * @param inWindow requests there were
 * @param every one request in so many is a bar
 */
public record RequestTimeline(
    long fromNanos, long toNanos, List<Bar> bars, int inWindow, int every) {
  /** Most bars that are drawn. */
  public static final int MOST_BARS = 2000;

  /**
   * One request.
   *
   * @param index its number in the run
   * @param replica that served it, -1 for none
   * @param sentNanos when it was sent first
   * @param scheduledNanos end of the queue: when it was first scheduled, or left without that
   * @param decodeNanos end of the prefill: when the step that made its first token ended
   * @param endNanos when it left, or the run ended
   * @param ttftNanos NaN without a token
   * @param tpotNanos NaN without a second token
   * @param preemptions how often it lost its KV cache on the way
   * @param preemptedNanos when it did last, -1 for never
   * @param resumedNanos when it was scheduled again after that, or left without; -1 for never
   * @param outcome such as "finished"
   * @param verdict how it stands to its objective
   */
  public record Bar(
      long index,
      int replica,
      long sentNanos,
      long scheduledNanos,
      long decodeNanos,
      long endNanos,
      double ttftNanos,
      double tpotNanos,
      int inputTokens,
      int outputTokens,
      int preemptions,
      long preemptedNanos,
      long resumedNanos,
      String outcome,
      RunRequests.Verdict verdict) {}

  /** Keeps a copy. */
  public RequestTimeline {
    bars = List.copyOf(bars);
  }

  /**
   * The requests of a window.
   *
   * @param replica whose requests, or -1 for all
   * @param runEndNanos end of the run
   */
  public static RequestTimeline of(
      RunRequests requests, long fromNanos, long toNanos, int replica, long runEndNanos) {
    int[] rows = new int[requests.size()];
    int count = 0;
    for (int at = 0; at < requests.size(); at++) {
      boolean isIn =
          requests.sentNanos(at) < toNanos && requests.leftNanos(at, runEndNanos) > fromNanos;
      if (isIn && (replica < 0 || requests.replica(at) == replica)) {
        rows[count++] = at;
      }
    }
    Integer[] byArrival = new Integer[count];
    for (int at = 0; at < count; at++) {
      byArrival[at] = rows[at];
    }
    Arrays.sort(
        byArrival,
        (one, other) -> {
          int bySent = Long.compare(requests.sentNanos(one), requests.sentNanos(other));
          return bySent != 0 ? bySent : Long.compare(requests.index(one), requests.index(other));
        });
    int every = Math.max(1, (count + MOST_BARS - 1) / MOST_BARS);
    List<Bar> bars = new ArrayList<>();
    for (int at = 0; at < count; at += every) {
      bars.add(requests.bar(byArrival[at], runEndNanos));
    }
    return new RequestTimeline(fromNanos, toNanos, bars, count, every);
  }

  /** What the bars stand for: "528 requests, by arrival" or "every 7th of 13,528 requests". */
  public String words() {
    String all = ReadableNumbers.count(inWindow) + (inWindow == 1 ? " request" : " requests");
    return every == 1
        ? all + ", by arrival"
        : "every " + ordinal(every) + " of " + all + ", by arrival";
  }

  static String ordinal(int number) {
    int tens = number % 100;
    boolean isTeen = tens >= 11 && tens <= 13;
    return number
        + switch (isTeen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
