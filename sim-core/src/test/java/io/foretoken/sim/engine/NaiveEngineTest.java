package io.foretoken.sim.engine;

import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.NaiveEngine;

/** The naive engine does what every engine must. */
class NaiveEngineTest
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
    return NaiveEngine::new;
  }
}
