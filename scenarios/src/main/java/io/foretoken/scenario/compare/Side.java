package io.foretoken.scenario.compare;

import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.Replications;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of two that are compared.
 *
 * @param name of the scenario
 * @param setup model, precision, GPUs, their price and the engine, in words
 * @param seed root of its random numbers
 * @param stationary whether service kept up with arrivals
 * @param expected within which ratios of a figure the measured one is to be expected; empty where
 *     results are too old to say
 * @param runs figures of its replications, in their order; at least one
 */
public record Side(
    String name,
    String setup,
    long seed,
    boolean stationary,
    Map<KeyFigure, ErrorBand> expected,
    List<Map<KeyFigure, Double>> runs) {

  /** Of runs that were made now. */
  public static Side of(PreparedRun scenario, Replications all) {
    List<Map<KeyFigure, Double>> runs = new ArrayList<>();
    for (int run = 0; run < all.size(); run++) {
      Map<KeyFigure, Double> figures = new EnumMap<>(KeyFigure.class);
      for (KeyFigure figure : KeyFigure.values()) {
        figures.put(figure, all.value(run, figure));
      }
      runs.add(figures);
    }
    return new Side(
        scenario.name(),
        setup(
            scenario.model(),
            Integer.toString(scenario.facts().gpus()),
            scenario.facts().gpu(),
            scenario.engine(),
            precision(scenario.facts().settings()),
            scenario.price()),
        scenario.seed(),
        all.isStationary(),
        all.expected(),
        runs);
  }

  /** Of results that are there; without replications, of the run that they are of. */
  public static Side of(ResultSummary summary) {
    List<Map<KeyFigure, Double>> runs = new ArrayList<>();
    for (MapNode run : summary.items("replications")) {
      Map<KeyFigure, Double> figures = new EnumMap<>(KeyFigure.class);
      for (KeyFigure figure : KeyFigure.values()) {
        figures.put(figure, ResultSummary.number(run, figure.key()));
      }
      runs.add(figures);
    }
    if (runs.isEmpty()) {
      runs.add(SummaryFigures.of(summary));
    }
    return new Side(
        summary.text("scenario"),
        setup(
            summary.text("model"),
            Integer.toString(summary.usage().gpus()),
            summary.usage().gpu(),
            summary.text("engine"),
            "",
            summary.price()),
        Math.round(summary.number("seed")),
        summary.text("total.stationary").equals("true"),
        SummaryFigures.expected(summary),
        runs);
  }

  /** Results do not say the precision, and may not say a price. */
  private static String setup(
      String model,
      String gpus,
      String gpu,
      String engine,
      String precision,
      Optional<GpuPrice> price) {
    return model
        + (precision.isEmpty() ? "" : " " + precision)
        + " on "
        + gpus
        + " x "
        + gpu
        + price
            .map(known -> " at " + ReadableNumbers.cents(known.usdPerHour()) + " an hour")
            .orElse("")
        + ", "
        + engine;
  }

  /** Such as {@code fp8}, or {@code fp8 with KV cache bf16} where the two differ. */
  private static String precision(Map<String, String> settings) {
    String weights = settings.getOrDefault("precision.weights", "");
    String cache = settings.getOrDefault("precision.kv_cache_dtype", weights);
    return weights.equals(cache) ? weights : weights + " with KV cache " + cache;
  }

  /** The values of a figure that runs have. */
  double[] values(KeyFigure figure) {
    return runs.stream()
        .mapToDouble(run -> run.getOrDefault(figure, Double.NaN))
        .filter(Double::isFinite)
        .toArray();
  }
}
