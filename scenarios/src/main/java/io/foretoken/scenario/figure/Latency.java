package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.Distribution;
import io.foretoken.sim.metrics.GapCounts;

/**
 * Statistics of a latency in nanoseconds (fractions of one included).
 *
 * @param count observations; with none the other figures are NaN
 */
public record Latency(long count, double mean, double p50, double p90, double p95, double p99) {
  /** Fewer observations than this make a p99 doubtful; it is then marked. */
  public static final long ENOUGH_FOR_P99 = 1000;

  /**
   * From exact observations.
   *
   * @param unit nanoseconds per unit of the observations
   */
  static Latency of(Distribution values, double unit) {
    return new Latency(
        values.count(),
        values.mean() * unit,
        values.percentile(50) * unit,
        values.percentile(90) * unit,
        values.percentile(95) * unit,
        values.percentile(99) * unit);
  }

  /** From counts of token gaps. */
  static Latency of(GapCounts gaps) {
    return new Latency(
        gaps.total(),
        gaps.mean(),
        gaps.percentile(50),
        gaps.percentile(90),
        gaps.percentile(95),
        gaps.percentile(99));
  }

  /** Whether there are enough observations for the p99 to mean something. */
  public boolean hasFirmP99() {
    return count >= ENOUGH_FOR_P99;
  }
}
