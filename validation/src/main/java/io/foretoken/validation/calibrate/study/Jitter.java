package io.foretoken.validation.calibrate.study;

import java.util.Random;

/**
 * What a benchmark client adds to the latencies that an engine gives: a few percent on each
 * request, and with a heavy tail now and then a stall of seconds.
 *
 * @param firstMillis standard deviation added to TTFT, ms
 * @param tokenShare standard deviation of a factor on TPOT
 * @param stallShare share of requests that meet a stall
 * @param stallMillis scale of a stall's length, ms; its distribution falls with the square
 */
public record Jitter(double firstMillis, double tokenShare, double stallShare, double stallMillis) {
  /** No more than a client of a quiet machine. */
  public static final Jitter USUAL = new Jitter(3, 0.02, 0, 0);

  /** One request in fifty meets a stall, some of them of seconds. */
  public static final Jitter HEAVY_TAILED = new Jitter(3, 0.02, 0.02, 100);

  /** A TTFT with jitter, never less than half of it. */
  long first(long nanos, Random random) {
    double jittered = nanos + 1e6 * (firstMillis * random.nextGaussian() + stall(random));
    return Math.round(Math.max(nanos / 2.0, jittered));
  }

  /** A decode time with jitter. */
  long decode(long nanos, Random random) {
    double factor = StrictMath.exp(tokenShare * random.nextGaussian());
    return Math.round(nanos * factor + 1e6 * stall(random));
  }

  /** Pareto with exponent 2: of finite mean, and a variance without end. */
  private double stall(Random random) {
    return random.nextDouble() < stallShare ? stallMillis / Math.sqrt(1 - random.nextDouble()) : 0;
  }
}
