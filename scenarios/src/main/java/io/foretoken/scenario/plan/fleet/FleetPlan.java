package io.foretoken.scenario.plan.fleet;

import io.foretoken.scenario.plan.forecast.ForecastCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fleet for a forecast.
 *
 * @param forecastCase which traffic it is for
 * @param steps its sizes, by ascending load
 * @param money what it costs
 * @param gap by which share it is dearer than the cheapest that holds the forecast by the
 *     capacities known, at most; 0 where it is the cheapest, infinite where that is not known
 */
public record FleetPlan(
    ForecastCase forecastCase, List<FleetStep> steps, FleetMoney money, double gap) {
  /** Whether no cheaper one holds the forecast by the capacities known. */
  public boolean isProven() {
    return gap == 0;
  }

  /** The size at the highest load. */
  public FleetStep peak() {
    return steps.get(steps.size() - 1);
  }

  /** The size at the lowest load. */
  public FleetStep trough() {
    return steps.get(0);
  }

  /** The size in a piece of the week. */
  public FleetStep at(int piece) {
    return steps.stream()
        .filter(step -> step.pieces().contains(piece))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no piece " + piece));
  }

  /** What runs at the peak, such as {@code "7 x h100-sxm-80gb"}; replicas of all terms together. */
  public String words() {
    return words(peak());
  }

  /** What runs at a size. */
  public static String words(FleetStep step) {
    Map<String, Integer> replicas = new LinkedHashMap<>();
    List<FleetPart> parts = new ArrayList<>(step.parts());
    parts.sort(Comparator.comparing(FleetPart::name));
    parts.forEach(part -> replicas.merge(part.name(), part.replicas(), Integer::sum));
    List<String> words = new ArrayList<>();
    replicas.forEach((name, count) -> words.add(count + " x " + name));
    return words.isEmpty() ? "nothing" : String.join(" + ", words);
  }
}
