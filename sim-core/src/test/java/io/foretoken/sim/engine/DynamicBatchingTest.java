package io.foretoken.sim.engine;

import io.foretoken.sim.replica.EngineFactory;

/** Dynamic batches that prefer two or four and wait for no longer than a step. */
class DynamicBatchingTest implements RequestBatchingLaws {
  @Override
  public EngineFactory engine() {
    return RequestBatching.fast(RequestBatching.dynamic(1000, 2, 4));
  }
}
