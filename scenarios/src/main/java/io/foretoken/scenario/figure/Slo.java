package io.foretoken.scenario.figure;

import java.util.List;

/**
 * A service-level objective: thresholds, each with the share of requests that must stay within it.
 *
 * @param terms the thresholds, in the order in which they were written
 */
public record Slo(List<Term> terms) {
  /** No objective. */
  public static final Slo NONE = new Slo(List.of());

  /** A latency that an objective can bound. */
  public enum Metric {
    TTFT,
    TPOT,
    E2E
  }

  /**
   * One threshold.
   *
   * @param percentile as written, such as "p99"
   * @param target share of requests, in (0, 1)
   * @param thresholdNanos the bound
   */
  public record Term(Metric metric, String percentile, double target, long thresholdNanos) {}
}
