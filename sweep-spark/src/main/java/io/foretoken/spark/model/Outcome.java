package io.foretoken.spark.model;

import java.util.Map;

/**
 * How a sweep went on a modelled cluster.
 *
 * @param seconds from the first point's making to the last result's taking
 * @param points that came back
 * @param tasks that came back
 * @param efficiency work of all points over what all cores could have done in that time
 * @param busy share of the time that each of the driver's threads, and its network port, had work
 * @param waitingBytes most bytes of results that waited to be taken
 */
public record Outcome(
    double seconds,
    int points,
    int tasks,
    double efficiency,
    Map<String, Double> busy,
    long waitingBytes) {
  private static final double FULL = 0.85;

  /** What holds the sweep back: a part of the driver that is busy nearly all of the time, or "". */
  public String full() {
    return busy.entrySet().stream()
        .filter(each -> each.getValue() > FULL)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
