package io.foretoken.scenario.compare;

import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.Replications;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One of two that are compared.
 *
 * @param name of the scenario
 * @param setup model, GPUs and engine, in words
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
            scenario.engine()),
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
            summary.text("engine")),
        Math.round(summary.number("seed")),
        summary.text("total.stationary").equals("true"),
        SummaryFigures.expected(summary),
        runs);
  }

  private static String setup(String model, String gpus, String gpu, String engine) {
    return model + " on " + gpus + " x " + gpu + ", " + engine;
  }

  /** The values of a figure that runs have. */
  double[] values(KeyFigure figure) {
    return runs.stream()
        .mapToDouble(run -> run.getOrDefault(figure, Double.NaN))
        .filter(Double::isFinite)
        .toArray();
  }
}
