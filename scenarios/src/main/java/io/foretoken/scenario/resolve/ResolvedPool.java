package io.foretoken.scenario.resolve;

import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import java.util.List;

/**
 * A pool, resolved.
 *
 * @param engine name and version
 * @param lockstep whether the data-parallel ranks of a replica step together
 * @param memoryLines how the KV cache came to its size
 */
record ResolvedPool(
    String modelId,
    String engine,
    int replicas,
    Parallelism parallelism,
    boolean lockstep,
    EngineConfig config,
    ApiConfig api,
    CompiledStepTime stepTime,
    PoolFacts facts,
    List<String> memoryLines) {
  Deployment deployment(String router, long rttNanos) {
    return new Deployment(
        replicas,
        parallelism.data(),
        lockstep,
        router,
        parallelism.gpus(),
        config,
        new ApiConfig(
            rttNanos,
            api.latencyNanos(),
            api.ingestNanos(),
            api.ingestPicosPerToken(),
            api.streamNanosPerChunk(),
            api.servers(),
            api.streamInterval()),
        stepTime);
  }
}
