package io.foretoken.validation.measured;

import io.foretoken.sim.metrics.Distribution;
import java.util.Map;

/** Statistics of measured latencies, by the rules that predictions are held to as well. */
public final class LatencyFigures {
  private static final double PICOS_PER_SECOND = 1e12;

  private LatencyFigures() {}

  /** Adds all statistics of a quantity, given in picoseconds. */
  public static void add(Map<Metric, Double> figures, Metric.Quantity quantity, long[] picos) {
    add(figures, quantity, Distribution.of(picos), PICOS_PER_SECOND);
  }

  /**
   * Adds all statistics of a quantity; none where there are no values.
   *
   * @param perSecond how many units of the values make a second
   */
  public static void add(
      Map<Metric, Double> figures,
      Metric.Quantity quantity,
      Distribution values,
      double perSecond) {
    if (values.count() == 0) {
      return;
    }
    for (Metric metric : Metric.of(quantity)) {
      double value = metric.percent() < 0 ? values.mean() : values.percentile(metric.percent());
      figures.put(metric, value / perSecond);
    }
  }
}
