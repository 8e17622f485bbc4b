package io.foretoken.scenario.plan.fleet;

import java.util.List;

/**
 * A size of a fleet and when it has it.
 *
 * @param load highest load of these hours, requests/s
 * @param hours of the week
 * @param pieces numbers of the pieces of the forecast's week in which it has it
 * @param name periods that these are of, such as "peak" or "mon 09:00 and 11 more"
 * @param parts what runs; empty where nothing needs to
 * @param capacity requests/s that they hold together
 * @param capacityOneDown requests/s that they hold without the largest of them
 */
public record FleetStep(
    double load,
    double hours,
    List<Integer> pieces,
    String name,
    List<FleetPart> parts,
    double capacity,
    double capacityOneDown) {
  /** Replicas of all kinds. */
  public int replicas() {
    return parts.stream().mapToInt(FleetPart::replicas).sum();
  }

  /** GPUs of all kinds. */
  public int gpus() {
    return parts.stream().mapToInt(FleetPart::gpus).sum();
  }

  /** What it costs in its hours of a week, US dollars. */
  public double usdPerWeek() {
    return parts.stream().mapToDouble(FleetPart::usdPerWeek).sum();
  }
}
