package io.foretoken.validation.benchmark;

import io.foretoken.sim.metrics.Distribution;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The answered requests of a run, in the order in which they were sent where that is known. Times
 * are in seconds; a time that the file does not have is NaN.
 */
public final class BenchmarkRequests {
  private static final double PICOS_PER_SECOND = 1e12;

  private final double[] sent;
  private final double[] due;
  private final int[] input;
  private final int[] output;
  private final double[] ttft;
  private final double[] e2e;
  private final float[] gaps;
  private final int[] cached;

  BenchmarkRequests(
      double[] sent,
      double[] due,
      int[] input,
      int[] output,
      double[] ttft,
      double[] e2e,
      float[] gaps,
      int[] cached) {
    this.sent = sent;
    this.due = due;
    this.input = input;
    this.output = output;
    this.ttft = ttft;
    this.e2e = e2e;
    this.gaps = gaps;
    this.cached = cached;
  }

  /** How many there are, at least one. */
  public int size() {
    return input.length;
  }

  /** Whether it is known when each was sent. */
  public boolean hasArrivals() {
    return Arrays.stream(sent).noneMatch(Double::isNaN);
  }

  /**
   * Whether it is known when each was meant to be sent, which is earlier where the client waits.
   */
  public boolean hasDueTimes() {
    return hasArrivals() && Arrays.stream(due).noneMatch(Double::isNaN);
  }

  /** When the request was sent, from the first one on. */
  public double sentSeconds(int request) {
    return sent[request];
  }

  /** When it was meant to be sent, on the same clock; may be before the first send. */
  public double dueSeconds(int request) {
    return due[request];
  }

  /** Its prompt tokens. */
  public int inputTokens(int request) {
    return input[request];
  }

  /** Whether the server said how much of each prompt its prefix cache had. */
  public boolean hasCachedTokens() {
    return cached.length > 0;
  }

  /** Prompt tokens that were in the server's prefix cache; 0 where nothing is known of it. */
  public int cachedTokens(int request) {
    return hasCachedTokens() ? cached[request] : 0;
  }

  /** Its output tokens, at least 1. */
  public int outputTokens(int request) {
    return output[request];
  }

  /** Sent until the first token. */
  public double ttft(int request) {
    return ttft[request];
  }

  /** Sent until the last token. */
  public double e2e(int request) {
    return e2e[request];
  }

  /** Time per output token after the first; NaN for one token. */
  public double tpot(int request) {
    return output[request] > 1
        ? (e2e[request] - ttft[request]) / (output[request] - 1)
        : Double.NaN;
  }

  /** Gaps between chunks of all requests, how many are kept. */
  public int gaps() {
    return gaps.length;
  }

  /** One of them. */
  public double gap(int number) {
    return gaps[number];
  }

  /** The values of a latency that are known, in picoseconds. */
  public Distribution distribution(BenchmarkQuantity quantity) {
    return Distribution.of(
        values(quantity)
            .filter(Double::isFinite)
            .mapToLong(seconds -> Math.round(seconds * PICOS_PER_SECOND))
            .toArray());
  }

  private DoubleStream values(BenchmarkQuantity quantity) {
    return switch (quantity) {
      case TTFT -> Arrays.stream(ttft);
      case E2E -> Arrays.stream(e2e);
      case TPOT -> IntStream.range(0, size()).mapToDouble(this::tpot);
      case ITL -> IntStream.range(0, gaps.length).mapToDouble(this::gap);
      default -> throw new IllegalArgumentException(quantity + " is not a latency of requests");
    };
  }

  /** Most requests in flight at once; 0 where sends or ends are not known. */
  public int peakInFlight() {
    if (!hasArrivals() || Arrays.stream(e2e).anyMatch(Double::isNaN)) {
      return 0;
    }
    double[] begun = sent.clone();
    double[] ended = IntStream.range(0, size()).mapToDouble(i -> sent[i] + e2e[i]).toArray();
    Arrays.sort(begun);
    Arrays.sort(ended);
    int peak = 0;
    int gone = 0;
    for (int i = 0; i < begun.length; i++) {
      while (gone < ended.length && ended[gone] <= begun[i]) {
        gone++;
      }
      peak = Math.max(peak, i + 1 - gone);
    }
    return peak;
  }

  /** First send until last token; NaN where either is not known. */
  public double seconds() {
    double end = Double.NaN;
    for (int request = 0; request < size(); request++) {
      double ends = sent[request] + e2e[request];
      end = Double.isNaN(end) || ends > end ? ends : end;
    }
    return hasArrivals() ? end : Double.NaN;
  }

  /** Output tokens of all. */
  public long outputTokens() {
    return Arrays.stream(output).asLongStream().sum();
  }

  /** Prompt tokens of all. */
  public long inputTokens() {
    return Arrays.stream(input).asLongStream().sum();
  }
}
