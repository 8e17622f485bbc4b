package io.foretoken.validation.fit.band;

import io.foretoken.scenario.expected.LoadSigns;
import io.foretoken.scenario.figure.Basis;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.score.ScoredRun;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A measured run and by how much its prediction was off.
 *
 * @param suite it belongs to
 * @param id its name within the suite
 * @param workload what it shares with runs that differ in their load only
 * @param stated whether its source says how the engine was set
 * @param seen whether constants were fitted to it
 * @param basis what the prediction stands on
 * @param signs how hard the engines are pressed in the prediction
 * @param errors ln(measured / predicted) by figure
 */
record BandRun(
    String suite,
    String id,
    String workload,
    boolean stated,
    boolean seen,
    Basis basis,
    LoadSigns signs,
    Map<Metric, Double> errors) {

  /** Suites of which the sources do not say how engines were set. */
  private static final List<String> ASSUMED =
      List.of("silicon-serving-vendor", "published-throughput");

  /** Keeps a copy of the errors, in the order of {@link Metric}. */
  BandRun {
    Map<Metric, Double> copy = new EnumMap<>(Metric.class);
    copy.putAll(errors);
    errors = Collections.unmodifiableMap(copy);
  }

  /** Of a run that was predicted. */
  static BandRun of(ScoredRun scored) {
    Basis basis = scored.prediction().engines().basis();
    Map<Metric, Double> errors = new EnumMap<>(Metric.class);
    for (Map.Entry<Metric, Double> measured : scored.run().figures().entrySet()) {
      Double predicted = scored.prediction().figures().get(measured.getKey());
      if (predicted != null && predicted > 0 && measured.getValue() > 0) {
        errors.put(measured.getKey(), StrictMath.log(measured.getValue() / predicted));
      }
    }
    addClosed(scored, errors);
    return new BandRun(
        scored.run().suite(),
        scored.run().id(),
        FitSplit.workload(scored.run()),
        !ASSUMED.contains(scored.run().suite()),
        isSeen(scored.run()),
        basis,
        scored.prediction().engines().signs(),
        errors);
  }

  private static boolean isSeen(MeasuredRun run) {
    // Marks of the suites that constants are fitted to may be of older constants.
    return FitSplit.SUITES.contains(run.suite()) ? FitSplit.mayFit(run) : run.inSample();
  }

  /**
   * In a closed loop a request takes TTFT + (output - 1) x TPOT, and the throughput is inverse to
   * it. Sets that state only the two imply the others.
   */
  private static void addClosed(ScoredRun scored, Map<Metric, Double> errors) {
    Map<Metric, Double> measured = scored.run().figures();
    boolean hasBoth =
        errors.containsKey(Metric.TTFT_MEAN)
            && errors.containsKey(Metric.TPOT_MEAN)
            && scored.run().load() instanceof ClosedLoad;
    if (hasBoth && !measured.containsKey(Metric.E2E_MEAN)) {
      int output = scored.run().load().typicalOutput();
      double longer =
          StrictMath.log(
              seconds(measured, output) / seconds(scored.prediction().figures(), output));
      errors.put(Metric.E2E_MEAN, longer);
      errors.putIfAbsent(Metric.OUTPUT_THROUGHPUT, -longer);
    }
  }

  private static double seconds(Map<Metric, Double> figures, int output) {
    return figures.get(Metric.TTFT_MEAN) + (output - 1) * figures.get(Metric.TPOT_MEAN);
  }
}
