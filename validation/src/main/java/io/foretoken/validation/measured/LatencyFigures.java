package io.foretoken.validation.measured;

import io.foretoken.sim.metrics.Distribution;
import java.util.Map;

/** Statistics of measured latencies, by the rules that predictions are held to as well. */
public final class LatencyFigures {
  private LatencyFigures() {}

  /** Adds all statistics of a quantity, given in picoseconds. */
  public static void add(Map<Metric, Double> figures, Metric.Quantity quantity, long[] picos) {
    Distribution values = Distribution.of(picos);
    if (values.count() == 0) {
      return;
    }
    for (Metric metric : Metric.of(quantity)) {
      double value = metric.percent() < 0 ? values.mean() : values.percentile(metric.percent());
      figures.put(metric, value / 1e12);
    }
  }
}
