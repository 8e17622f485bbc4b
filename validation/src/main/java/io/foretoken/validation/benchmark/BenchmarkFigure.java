package io.foretoken.validation.benchmark;

import io.foretoken.validation.measured.Metric;
import java.util.Optional;

/**
 * A figure as a tool reports it.
 *
 * @param quantity what it is about
 * @param statistic {@code mean}, {@code p50}, {@code p99}, {@code std} and the like; empty for a
 *     rate
 * @param value in the quantity's unit; of {@link BenchmarkQuantity#OTHER} as it stands in the file
 * @param uncertainty half of what it may be off by, for a value read from buckets; 0 for an exact
 *     one
 * @param name the tool's own name
 * @param definition what the tool means by it
 */
public record BenchmarkFigure(
    BenchmarkQuantity quantity,
    String statistic,
    double value,
    double uncertainty,
    String name,
    String definition) {

  /** An exact one. */
  public static BenchmarkFigure of(
      BenchmarkQuantity quantity, String statistic, double value, String name, String definition) {
    return new BenchmarkFigure(quantity, statistic, value, 0, name, definition);
  }

  /** The figure that predictions are scored by, where it is one of them. */
  public Optional<Metric> metric() {
    if (quantity == BenchmarkQuantity.OUTPUT) {
      return Optional.of(Metric.OUTPUT_THROUGHPUT);
    }
    return quantity.metric().flatMap(known -> Metric.of(quantity.key(), statistic));
  }
}
