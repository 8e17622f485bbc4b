package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.RunResult;

/**
 * The figures of a class of requests, or of a tenant's.
 *
 * @param name of the class or tenant
 * @param group counts and sums
 * @param ttft time to first token from first sending
 * @param tpot time per output token after the first, per request
 * @param itl gaps between chunks; three significant digits
 * @param e2e end-to-end latency from first sending
 * @param clientQueue wait at the client before first sending
 * @param requestsPerSecond completions per second of the window
 * @param outputTokensPerSecond their output tokens
 * @param inputTokensPerSecond their prompt tokens
 * @param slo standing to the objective
 * @param stationary whether service kept up with the group's arrivals
 */
public record GroupFigures(
    String name,
    RunResult.Group group,
    Latency ttft,
    Latency tpot,
    Latency itl,
    Latency e2e,
    Latency clientQueue,
    double requestsPerSecond,
    double outputTokensPerSecond,
    double inputTokensPerSecond,
    SloFigures slo,
    boolean stationary) {
  private static final double NANOS_PER_PICO = 1e-3;

  /** Latencies of a group's measured, finished requests. */
  record Latencies(Latency ttft, Latency tpot, Latency e2e, Latency clientQueue) {
    static Latencies of(RequestColumns rows) {
      return new Latencies(
          Latency.of(rows.ttft(), 1),
          Latency.of(rows.tpotPicos(), NANOS_PER_PICO),
          Latency.of(rows.e2e(), 1),
          Latency.of(rows.clientQueue(), 1));
    }
  }

  /**
   * Takes them.
   *
   * @param seconds length of the window
   */
  static GroupFigures of(
      String name,
      RunResult.Group group,
      Latencies latencies,
      double seconds,
      SloFigures slo,
      boolean stationary) {
    double perSecond = seconds > 0 ? 1 / seconds : 0;
    return new GroupFigures(
        name,
        group,
        latencies.ttft(),
        latencies.tpot(),
        Latency.of(group.gaps()),
        latencies.e2e(),
        latencies.clientQueue(),
        group.tokens().completedRequests() * perSecond,
        group.tokens().completedOutput() * perSecond,
        group.tokens().completedInput() * perSecond,
        slo,
        stationary);
  }
}
