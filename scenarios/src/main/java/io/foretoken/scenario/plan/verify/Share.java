package io.foretoken.scenario.plan.verify;

import io.foretoken.scenario.plan.fleet.FleetPart;
import io.foretoken.scenario.plan.fleet.FleetStep;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The part of a fleet's traffic that replicas of one kind get: as much as they have of the fleet's
 * capacity.
 *
 * @param candidate number of the kind
 * @param name of it
 * @param replicas how many
 * @param part of the traffic, in (0, 1]
 */
record Share(int candidate, String name, int replicas, double part) {
  /** Those of a size of a fleet, by kind; replicas of all terms together. */
  static List<Share> of(FleetStep step) {
    return of(step, -1);
  }

  /**
   * Those with one replica of a kind down.
   *
   * @param down number of that kind; -1 for none
   */
  static List<Share> of(FleetStep step, int down) {
    TreeMap<Integer, Integer> replicas = new TreeMap<>();
    TreeMap<Integer, Double> capacity = new TreeMap<>();
    TreeMap<Integer, String> names = new TreeMap<>();
    double all = 0;
    for (FleetPart part : step.parts()) {
      names.put(part.candidate(), part.name());
      replicas.merge(part.candidate(), part.replicas(), Integer::sum);
      capacity.merge(part.candidate(), part.replicas() * part.perReplica(), Double::sum);
      all += part.replicas() * part.perReplica();
    }
    if (down >= 0) {
      double one = capacity.get(down) / replicas.get(down);
      replicas.merge(down, -1, Integer::sum);
      capacity.merge(down, -one, Double::sum);
      all -= one;
    }
    List<Share> shares = new ArrayList<>();
    for (int candidate : replicas.keySet()) {
      if (replicas.get(candidate) > 0) {
        shares.add(
            new Share(
                candidate,
                names.get(candidate),
                replicas.get(candidate),
                capacity.get(candidate) / all));
      }
    }
    return List.copyOf(shares);
  }
}
