package io.foretoken.sim.engine;

import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.Engines;

/** The engine that ships does what every engine must. */
class ShippedEngineTest
    implements EngineLaws,
        QueueingLaws,
        LatencyCases,
        BatchingCases,
        KvCases,
        OffloadCases,
        StopCases,
        HostCases,
        ClientCases,
        QueueCases,
        PatienceCases,
        VllmV0Cases,
        TrtllmCases,
        SglangCases,
        StepPolicyLaws {
  @Override
  public EngineFactory engine() {
    return Engines.shipped();
  }
}
