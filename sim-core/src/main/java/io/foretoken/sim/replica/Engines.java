package io.foretoken.sim.replica;

import io.foretoken.sim.replica.cohort.CohortEngine;

/** The engine that ships. */
public final class Engines {
  private Engines() {}

  /** Makes the engine that simulations use unless a test asks for another. */
  public static EngineFactory shipped() {
    return (replica, deployment, requests, host, meter) ->
        new CohortEngine(replica, deployment, requests, host, meter, true);
  }
}
