package io.foretoken.validation.benchmark;

import io.foretoken.validation.measured.LatencyFigures;
import io.foretoken.validation.measured.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What was measured in a run, by the rules that predictions are held to as well. */
public final class BenchmarkFigures {
  private static final double PICOS_PER_SECOND = 1e12;

  private BenchmarkFigures() {}

  /** Figures of the requests where they are listed; else the tool's own of the same meaning. */
  public static Map<Metric, Double> of(BenchmarkRun run) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (BenchmarkFigure figure : run.figures()) {
      if (Double.isFinite(figure.value()) && figure.value() > 0) {
        figure.metric().ifPresent(metric -> figures.putIfAbsent(metric, figure.value()));
      }
    }
    Optional<BenchmarkRequests> requests = run.requests();
    if (requests.isPresent()) {
      for (BenchmarkQuantity quantity : BenchmarkQuantity.values()) {
        quantity
            .metric()
            .filter(metric -> quantity.isTime())
            .ifPresent(
                metric ->
                    LatencyFigures.add(
                        figures, metric, requests.get().distribution(quantity), PICOS_PER_SECOND));
      }
      double seconds = requests.get().seconds();
      if (seconds > 0) {
        figures.put(Metric.OUTPUT_THROUGHPUT, requests.get().outputTokens() / seconds);
      }
    }
    return figures;
  }
}
