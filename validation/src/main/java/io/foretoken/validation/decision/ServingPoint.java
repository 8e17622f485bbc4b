package io.foretoken.validation.decision;

import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.score.ScoredRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A closed-loop run as a choice that a planner has: one configuration at one concurrency.
 *
 * @param workload model and lengths; points of one workload compete
 * @param curve everything but the concurrency
 * @param load the closed loop
 * @param gpus GPUs of the deployment
 * @param measuredTtft mean, s; NaN where the measurement is unusable
 * @param measuredTpot mean, s
 * @param predictedTtft mean, s
 * @param predictedTpot mean, s
 */
record ServingPoint(
    String workload,
    String curve,
    ClosedLoad load,
    int gpus,
    double measuredTtft,
    double measuredTpot,
    double predictedTtft,
    double predictedTpot) {

  /** The closed-loop runs among those scored. */
  static List<ServingPoint> of(List<ScoredRun> runs) {
    return runs.stream().flatMap(scored -> of(scored).stream()).toList();
  }

  private static Optional<ServingPoint> of(ScoredRun scored) {
    Map<Metric, Double> measured = scored.run().figures();
    Map<Metric, Double> predicted = scored.prediction().figures();
    if (!(scored.run().load() instanceof ClosedLoad load)
        || !measured.containsKey(Metric.TPOT_MEAN)
        || !predicted.containsKey(Metric.TPOT_MEAN)) {
      return Optional.empty();
    }
    Setup setup = scored.run().setup();
    String workload =
        scored.prediction().model() + "/" + load.inputTokens() + "/" + load.outputTokens();
    String curve =
        String.join(
            "/",
            workload,
            scored.prediction().gpu(),
            setup.engine(),
            setup.version(),
            setup.weights(),
            setup.kvCache(),
            setup.topology());
    return Optional.of(
        new ServingPoint(
            workload,
            curve,
            load,
            setup.gpus(),
            measured.getOrDefault(Metric.TTFT_MEAN, Double.NaN),
            measured.get(Metric.TPOT_MEAN),
            predicted.get(Metric.TTFT_MEAN),
            predicted.get(Metric.TPOT_MEAN)));
  }

  /** Whether the measured time to first token can be used. */
  boolean hasTtft() {
    return !Double.isNaN(measuredTtft);
  }

  double measuredTokensPerGpu() {
    return tokensPerGpu(measuredTtft, measuredTpot);
  }

  double predictedTokensPerGpu() {
    return tokensPerGpu(predictedTtft, predictedTpot);
  }

  /** C x 0.9 x output / (TTFT + TPOT x (0.9 x output - 1)) / GPUs. */
  private double tokensPerGpu(double ttft, double tpot) {
    double output = ClosedLoad.MEAN_SHARE * load.outputTokens();
    return load.concurrency() * output / (ttft + tpot * (output - 1)) / gpus;
  }

  /** Points by a part of theirs, in order. */
  static Map<String, List<ServingPoint>> group(
      List<ServingPoint> points, Function<ServingPoint, String> by) {
    Map<String, List<ServingPoint>> groups = new LinkedHashMap<>();
    for (ServingPoint point : points) {
      groups.computeIfAbsent(by.apply(point), unused -> new ArrayList<>()).add(point);
    }
    return groups;
  }
}
