package io.foretoken.scenario.plan.verify;

import java.util.List;

/**
 * A fleet in simulation.
 *
 * @param loads what was tried, by step and kind
 * @param needsSpare whether it must hold with one replica down too
 * @param rounds fleets that were tried before this one, since they did not hold, and this one
 */
public record Verification(List<VerifiedLoad> loads, boolean needsSpare, int rounds) {
  /** Whether the fleet holds whatever it must hold. */
  public boolean holds() {
    return loads.stream().allMatch(load -> load.holds() || !isRequired(load));
  }

  /** Whether every load holds with one replica down. */
  public boolean holdsWithOneDown() {
    return loads.stream()
        .filter(load -> load.kind() == VerifiedLoad.Kind.ONE_DOWN)
        .allMatch(VerifiedLoad::holds);
  }

  /** Whether a load must hold. */
  public boolean isRequired(VerifiedLoad load) {
    return needsSpare || load.kind() != VerifiedLoad.Kind.ONE_DOWN;
  }

  /** Requests that were measured. */
  public long requests() {
    return loads.stream().mapToLong(VerifiedLoad::requests).sum();
  }
}
