package io.foretoken.scenario.plan.program;

import java.util.List;

/**
 * What a fleet must do. The fleet only grows with the load: what runs in a step runs in all higher
 * ones too.
 *
 * @param offers what it may be made of
 * @param demand millionths of a request/s by step, ascending
 * @param spare whether each step must hold its load with the largest of its replicas down
 * @param supplies how many GPUs can be had
 */
public record FleetProblem(
    List<Offer> offers, List<Long> demand, boolean spare, List<Supply> supplies) {
  /** Keeps copies. */
  public FleetProblem {
    offers = List.copyOf(offers);
    demand = List.copyOf(demand);
    supplies = List.copyOf(supplies);
  }

  /** The same without some of the offers. */
  public FleetProblem with(List<Offer> some) {
    return new FleetProblem(some, demand, spare, supplies);
  }

  /** The same with other demands. */
  public FleetProblem withDemand(List<Long> other) {
    return new FleetProblem(offers, other, spare, supplies);
  }
}
