package io.foretoken.sim.engine;

import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.replica.EngineFactory;

/** The naive engine of request-level batching does what the hand-computed cases say. */
class NaiveRequestBatchingTest implements RequestBatchingCases {
  @Override
  public EngineFactory engine(RequestLevelOptions options) {
    return RequestBatching.naive(options);
  }
}
