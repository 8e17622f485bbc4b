package io.foretoken.scenario.sweep;

import java.util.List;

/**
 * A finished sweep.
 *
 * @param scenario name of the scenario
 * @param load what load its points saw
 * @param warmupSeconds warm-up that was found by MSER-5 and left out at every point; NaN where the
 *     scenario gives one, or none is needed
 * @param parameters paths of the parameters, in the order of the grid (the last varies fastest)
 * @param points all points, in the order of the grid
 * @param frontiers tokens/s per GPU against tokens/s per user, and cost against p99 TTFT
 * @param notes what the user should know about how the sweep was understood
 */
public record SweepResult(
    String scenario,
    SweepLoad load,
    double warmupSeconds,
    List<String> parameters,
    List<SweepPoint> points,
    List<ParetoFrontier> frontiers,
    List<String> notes) {

  /** Points that could not be run. */
  public List<SweepPoint> failed() {
    return points.stream().filter(point -> point.figures().isEmpty()).toList();
  }
}
