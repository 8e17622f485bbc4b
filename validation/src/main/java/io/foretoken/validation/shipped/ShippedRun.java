package io.foretoken.validation.shipped;

import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.PeerFigure;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.Source;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A line of the shipped suite: a measured run, its figures by the keys of {@link Metric}, latencies
 * in seconds.
 */
record ShippedRun(
    String suite,
    String run,
    Source source,
    Setup setup,
    ShippedLoad load,
    Map<String, Double> figures,
    List<PeerFigure> peers,
    Regime regime,
    boolean inSample,
    List<String> assumptions) {

  /** The run. */
  MeasuredRun measured() {
    Map<Metric, Double> byMetric = new EnumMap<>(Metric.class);
    figures.forEach((key, value) -> byMetric.put(Metric.named(key).orElseThrow(), value));
    return new MeasuredRun(
        suite, run, setup, load.load(), byMetric, peers, regime, inSample, source, assumptions);
  }
}
