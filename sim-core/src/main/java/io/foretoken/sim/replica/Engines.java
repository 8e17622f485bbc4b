package io.foretoken.sim.replica;

import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.replica.batchwise.BatchwiseEngine;
import io.foretoken.sim.replica.cohort.CohortEngine;

/** The engines that ship. */
public final class Engines {
  private Engines() {}

  /**
   * Makes the engine that simulations use unless a test asks for another: one for policies that
   * decide step by step, one for those that batch whole requests.
   */
  public static EngineFactory shipped() {
    return (replica, deployment, requests, host, meter) ->
        deployment.engine().policy() instanceof RequestLevelOptions options
            ? new BatchwiseEngine(
                replica,
                deployment,
                requests,
                host,
                meter,
                options.rule(deployment.engine().maxNumSeqs()),
                true)
            : new CohortEngine(replica, deployment, requests, host, meter, true);
  }
}
