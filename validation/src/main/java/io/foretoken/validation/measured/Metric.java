package io.foretoken.validation.measured;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A figure that a run was measured by. Latencies are in seconds, throughput in tokens per second of
 * the whole deployment.
 */
public enum Metric {
  TTFT_MEAN("ttft_mean", Quantity.TTFT, -1),
  TTFT_P50("ttft_p50", Quantity.TTFT, 50),
  TTFT_P90("ttft_p90", Quantity.TTFT, 90),
  TTFT_P95("ttft_p95", Quantity.TTFT, 95),
  TTFT_P99("ttft_p99", Quantity.TTFT, 99),
  TPOT_MEAN("tpot_mean", Quantity.TPOT, -1),
  TPOT_P50("tpot_p50", Quantity.TPOT, 50),
  TPOT_P90("tpot_p90", Quantity.TPOT, 90),
  TPOT_P95("tpot_p95", Quantity.TPOT, 95),
  TPOT_P99("tpot_p99", Quantity.TPOT, 99),
  E2E_MEAN("e2e_mean", Quantity.E2E, -1),
  E2E_P50("e2e_p50", Quantity.E2E, 50),
  E2E_P90("e2e_p90", Quantity.E2E, 90),
  E2E_P95("e2e_p95", Quantity.E2E, 95),
  E2E_P99("e2e_p99", Quantity.E2E, 99),
  OUTPUT_THROUGHPUT("output_throughput", Quantity.THROUGHPUT, -1),
  /** From the engine's waiting queue instead of the client's send: a second clock of the traces. */
  QUEUED_TTFT_MEAN("queued_ttft_mean", Quantity.QUEUED_TTFT, -1),
  QUEUED_TTFT_P90("queued_ttft_p90", Quantity.QUEUED_TTFT, 90),
  QUEUED_TTFT_P99("queued_ttft_p99", Quantity.QUEUED_TTFT, 99);

  /** What is measured, apart from the statistic. */
  public enum Quantity {
    TTFT,
    TPOT,
    E2E,
    THROUGHPUT,
    QUEUED_TTFT
  }

  /** The figures that tables and {@code validation.json} show; all are in {@code runs.csv}. */
  public static final List<Metric> REPORTED =
      List.of(
          TTFT_MEAN,
          TTFT_P90,
          TTFT_P99,
          TPOT_MEAN,
          TPOT_P99,
          E2E_MEAN,
          E2E_P90,
          E2E_P99,
          OUTPUT_THROUGHPUT);

  private final String key;
  private final Quantity quantity;
  private final int percent;

  Metric(String key, Quantity quantity, int percent) {
    this.key = key;
    this.quantity = quantity;
    this.percent = percent;
  }

  /** The word in files and options. */
  public String key() {
    return key;
  }

  /** What is measured. */
  public Quantity quantity() {
    return quantity;
  }

  /** The percentile, or -1 for a mean. */
  public int percent() {
    return percent;
  }

  /** The metric of that key. */
  public static Optional<Metric> named(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
  }

  /** The statistic of a quantity; empty when it is none of ours. */
  public static Optional<Metric> of(String quantity, String statistic) {
    return named(quantity + "_" + statistic);
  }

  /** All statistics of a quantity. */
  public static List<Metric> of(Quantity quantity) {
    return Arrays.stream(values()).filter(metric -> metric.quantity == quantity).toList();
  }
}
