package io.foretoken.sim.engine;

import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.replica.EngineFactory;

/** Static batches of four that wait for no longer than two steps. */
class StaticBatchingTest implements RequestBatchingLaws, RequestBatchingCases {
  @Override
  public EngineFactory engine() {
    return engine(RequestBatching.fixed(4, 2500));
  }

  @Override
  public EngineFactory engine(RequestLevelOptions options) {
    return RequestBatching.fast(options);
  }
}
