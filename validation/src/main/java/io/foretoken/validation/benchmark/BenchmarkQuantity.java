package io.foretoken.validation.benchmark;

import io.foretoken.validation.measured.Metric;
import java.util.Optional;

/** What a figure of a benchmark is about, and the unit it is in. */
public enum BenchmarkQuantity {
  TTFT("ttft", "s", Metric.Quantity.TTFT),
  /** Per request, without the first token. */
  TPOT("tpot", "s", Metric.Quantity.TPOT),
  /** Gaps between chunks, pooled over requests. */
  ITL("itl", "s", null),
  E2E("e2e", "s", Metric.Quantity.E2E),
  REQUESTS("requests_per_s", "1/s", null),
  OUTPUT("output_tokens_per_s", "tokens/s", Metric.Quantity.THROUGHPUT),
  INPUT("input_tokens_per_s", "tokens/s", null),
  TOTAL("total_tokens_per_s", "tokens/s", null),
  /** Something of the tool's own that has no counterpart. */
  OTHER("other", "", null);

  private final String key;
  private final String unit;
  private final Metric.Quantity metric;

  BenchmarkQuantity(String key, String unit, Metric.Quantity metric) {
    this.key = key;
    this.unit = unit;
    this.metric = metric;
  }

  /** The word in files. */
  public String key() {
    return key;
  }

  /** Unit of values; empty for {@link #OTHER}. */
  public String unit() {
    return unit;
  }

  /** Whether values are times. */
  public boolean isTime() {
    return unit.equals("s");
  }

  /** The quantity that predictions are scored by, where it is one of them. */
  public Optional<Metric.Quantity> metric() {
    return Optional.ofNullable(metric);
  }
}
