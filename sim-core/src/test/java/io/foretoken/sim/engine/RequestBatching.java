package io.foretoken.sim.engine;

import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.batch.StaticOptions;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.NaiveBatchEngine;
import io.foretoken.sim.replica.batchwise.BatchwiseEngine;
import java.util.List;

/** Engines of request-level batching for tests. */
final class RequestBatching {
  private RequestBatching() {}

  static StaticOptions fixed(int size, long timeoutNanos) {
    return new StaticOptions(size, timeoutNanos);
  }

  static DynamicOptions dynamic(long delayNanos, Integer... preferred) {
    return new DynamicOptions(List.of(preferred), delayNanos);
  }

  /** The engine that ships. */
  static EngineFactory fast(RequestLevelOptions options) {
    return (replica, deployment, requests, host, meter) ->
        new BatchwiseEngine(
            replica,
            deployment,
            requests,
            host,
            meter,
            options.rule(deployment.engine().maxNumSeqs()),
            true);
  }

  /** Its specification. */
  static EngineFactory naive(RequestLevelOptions options) {
    return (replica, deployment, requests, host, meter) ->
        new NaiveBatchEngine(replica, deployment, requests, host, meter, options);
  }
}
