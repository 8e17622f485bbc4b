package io.foretoken.scenario.resolve;

import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.Workload;
import io.foretoken.workload.client.StopRule;
import java.util.List;

/**
 * The requests of a scenario from a closed loop.
 *
 * @param stop when the scenario's own load ends
 */
record KeptFull(List<Workload> workloads, StopRule stop) implements PreparedRun.FullSource {
  @Override
  public RequestSource create(
      int inFlight, StopRule until, List<Long> weights, KeyedRandom random) {
    return Workload.keptFull(workloads, weights, inFlight, until, random);
  }
}
