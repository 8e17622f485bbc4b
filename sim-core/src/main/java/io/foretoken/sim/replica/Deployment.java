package io.foretoken.sim.replica;

import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.step.StepTimeModel;

/**
 * Everything that serves: identical replicas of one engine behind a router.
 *
 * @param replicas engine instances, at least 1
 * @param dataParallel ranks per replica, at least 1; each has its own KV cache
 * @param lockstep whether the ranks of a replica step together (they share experts)
 * @param router name of the router in its registry, such as "least-outstanding"
 * @param gpusPerReplica GPUs that one replica occupies
 * @param engine the engine's knobs
 * @param api the way between client and engine
 * @param stepTime how long a step takes; it must allocate nothing and may be shared by replicas
 */
public record Deployment(
    int replicas,
    int dataParallel,
    boolean lockstep,
    String router,
    int gpusPerReplica,
    EngineConfig engine,
    ApiConfig api,
    StepTimeModel stepTime) {

  /** The same with requests waiting in another way. */
  public Deployment withQueue(QueueOptions queue) {
    return new Deployment(
        replicas,
        dataParallel,
        lockstep,
        router,
        gpusPerReplica,
        engine.withQueue(queue),
        api,
        stepTime);
  }
}
