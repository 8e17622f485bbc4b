package io.foretoken.sim.replica;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;

/** Makes the engine of a replica. */
@FunctionalInterface
public interface EngineFactory {
  /**
   * Makes an engine.
   *
   * @param replica its number, from 0
   * @param requests the requests in the system
   * @param host the simulation around it
   * @param meter takes what the replica does
   */
  Engine create(
      int replica,
      Deployment deployment,
      RequestTable requests,
      EngineHost host,
      ReplicaMeter meter);
}
