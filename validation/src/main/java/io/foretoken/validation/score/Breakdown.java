package io.foretoken.validation.score;

import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Errors of the reported figures over runs that have something in common.
 *
 * @param by what they have in common, such as {@code gpu}
 * @param group its value, such as {@code h100-sxm-80gb}
 * @param errors by figure; figures that no run has are left out
 */
public record Breakdown(String by, String group, Map<Metric, ErrorSummary> errors) {
  /** Ways to group the runs of a suite. */
  private static final Map<String, Function<ScoredRun, String>> DIMENSIONS = dimensions();

  private static Map<String, Function<ScoredRun, String>> dimensions() {
    Map<String, Function<ScoredRun, String>> dimensions = new LinkedHashMap<>();
    dimensions.put("regime", scored -> scored.run().regime().key());
    dimensions.put("gpu", scored -> scored.prediction().gpu());
    dimensions.put("model", scored -> scored.prediction().model());
    dimensions.put("engine", scored -> scored.prediction().engine());
    dimensions.put("load", scored -> scored.run().load().label());
    return Map.copyOf(dimensions);
  }

  /** Errors over all the given runs. */
  public static Map<Metric, ErrorSummary> over(List<ScoredRun> runs) {
    Map<Metric, ErrorSummary> errors = new LinkedHashMap<>();
    for (Metric metric : Metric.REPORTED) {
      List<Double> signed = new ArrayList<>();
      runs.forEach(scored -> scored.error(metric).ifPresent(signed::add));
      if (!signed.isEmpty()) {
        errors.put(metric, ErrorSummary.of(signed));
      }
    }
    return errors;
  }

  /** All breakdowns of a suite, groups in the order in which its runs come. */
  public static List<Breakdown> of(List<ScoredRun> runs) {
    List<Breakdown> all = new ArrayList<>();
    for (String by : List.of("regime", "gpu", "model", "engine", "load")) {
      Map<String, List<ScoredRun>> groups = new LinkedHashMap<>();
      for (ScoredRun scored : runs) {
        String group = DIMENSIONS.get(by).apply(scored);
        groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(scored);
      }
      groups.forEach((group, members) -> all.add(new Breakdown(by, group, over(members))));
    }
    return all;
  }
}
