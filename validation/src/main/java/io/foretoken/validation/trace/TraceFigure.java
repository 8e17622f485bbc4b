package io.foretoken.validation.trace;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.validation.benchmark.BenchmarkQuantity;
import java.util.Optional;

/**
 * A figure of a benchmark run and its prediction, in the quantity's unit.
 *
 * @param quantity what it is about
 * @param statistic {@code mean}, {@code p99} and the like; empty for a rate
 * @param measured in the run
 * @param uncertainty what the measured one may be off by, 0 for an exact one
 * @param origin where the measured one is from: the run's requests, or the tool's own name for it
 * @param predicted by the simulation
 * @param expected within which ratios of the predicted one the measured one was to be expected
 */
public record TraceFigure(
    BenchmarkQuantity quantity,
    String statistic,
    double measured,
    double uncertainty,
    String origin,
    double predicted,
    Optional<ErrorBand> expected) {
  private static final double PERCENT = 100;

  /** The key in files, such as {@code ttft_p99}. */
  public String key() {
    return statistic.isEmpty() ? quantity.key() : quantity.key() + "_" + statistic;
  }

  /** In words, such as "TTFT p99". */
  public String words() {
    return switch (quantity) {
      case REQUESTS -> "requests/s";
      case OUTPUT -> "output tokens/s";
      case INPUT -> "input tokens/s";
      case TOTAL -> "total tokens/s";
      default -> quantity.name() + " " + statistic;
    };
  }

  /** Predicted over measured less one, percent. */
  public double errorPercent() {
    return PERCENT * (predicted - measured) / measured;
  }

  /** Whether the measured one is where it was to be expected; empty without a band. */
  public Optional<Boolean> holds() {
    return expected.map(band -> band.holds(measured / predicted));
  }
}
