package io.foretoken.scenario.explain;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.PolicyOptions;

/** What a batch policy means for the simulation itself. */
public final class PolicyNote {
  private PolicyNote() {}

  /** One line, with the policy's name. */
  public static String of(PolicyOptions policy) {
    String name = "batch policy " + policy.policy();
    if (!BatchPolicies.decidesByStep(policy)) {
      return name + ": whole requests, each batch run to its end";
    }
    return BatchPolicies.create(policy).runsAllDecodes()
        ? name + ": decode steps in which nothing waits are simulated in one loop"
        : name
            + ": with these options it is asked at every step, so runs take longer to simulate;"
            + " results are as exact";
  }
}
