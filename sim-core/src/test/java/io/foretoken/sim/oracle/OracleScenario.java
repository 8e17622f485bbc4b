package io.foretoken.sim.oracle;

import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import java.util.List;

/**
 * A scenario of the oracle test.
 *
 * @param concurrency clients of a closed loop; 0 for an open loop
 * @param reacts whether the source says that it reacts to what it is told (a closed loop does)
 * @param clients what they do of themselves
 * @param cutNanos when the run is cut off
 * @param warmupNanos start of the window; 0 to measure the whole run
 */
record OracleScenario(
    long seed,
    int replicas,
    int dataParallel,
    boolean lockstep,
    String router,
    EngineConfig engine,
    ApiConfig api,
    ScrambledStepTime stepTime,
    int concurrency,
    boolean reacts,
    long cutNanos,
    long warmupNanos,
    long bucketNanos,
    Clients clients,
    List<Ask> asks) {

  Deployment deployment() {
    return new Deployment(replicas, dataParallel, lockstep, router, 1, engine, api, stepTime);
  }

  OracleScenario withAsks(List<Ask> fewer) {
    return new OracleScenario(
        seed,
        replicas,
        dataParallel,
        lockstep,
        router,
        engine,
        api,
        stepTime,
        concurrency,
        reacts,
        cutNanos,
        warmupNanos,
        bucketNanos,
        clients,
        fewer);
  }

  OracleScenario withReplicas(int fewer) {
    return new OracleScenario(
        seed,
        fewer,
        dataParallel,
        lockstep,
        router,
        engine,
        api,
        stepTime,
        concurrency,
        reacts,
        cutNanos,
        warmupNanos,
        bucketNanos,
        clients,
        asks);
  }

  OracleScenario withOrder(String order) {
    QueueOptions other = new QueueOptions(order, engine.queue().mostWaiting());
    return new OracleScenario(
        seed,
        replicas,
        dataParallel,
        lockstep,
        router,
        engine.withQueue(other),
        api,
        stepTime,
        concurrency,
        reacts,
        cutNanos,
        warmupNanos,
        bucketNanos,
        clients,
        asks);
  }

  OracleScenario withRanks(int fewer) {
    return new OracleScenario(
        seed,
        replicas,
        fewer,
        lockstep,
        router,
        engine,
        api,
        stepTime,
        concurrency,
        reacts,
        cutNanos,
        warmupNanos,
        bucketNanos,
        clients,
        asks);
  }

  OracleScenario withApi(ApiConfig simpler) {
    return new OracleScenario(
        seed,
        replicas,
        dataParallel,
        lockstep,
        router,
        engine,
        simpler,
        stepTime,
        concurrency,
        reacts,
        cutNanos,
        warmupNanos,
        bucketNanos,
        clients,
        asks);
  }

  OracleScenario uncut() {
    return new OracleScenario(
        seed,
        replicas,
        dataParallel,
        lockstep,
        router,
        engine,
        api,
        stepTime,
        concurrency,
        reacts,
        Long.MAX_VALUE,
        0,
        bucketNanos,
        clients,
        asks);
  }

  OracleScenario patient() {
    return new OracleScenario(
        seed,
        replicas,
        dataParallel,
        lockstep,
        router,
        engine,
        api,
        stepTime,
        concurrency,
        reacts,
        cutNanos,
        warmupNanos,
        bucketNanos,
        Clients.PATIENT,
        asks);
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ", "
        + replicas
        + " replicas of "
        + dataParallel
        + " ranks, lockstep "
        + lockstep
        + ", "
        + router
        + ", concurrency "
        + concurrency
        + ", reacts "
        + reacts
        + ", cut "
        + cutNanos
        + ", warm-up "
        + warmupNanos
        + ", "
        + clients
        + "\n  "
        + engine
        + " blocks "
        + java.util.Arrays.toString(engine.kvBlocks())
        + "\n  "
        + api
        + "\n  "
        + stepTime
        + "\n  "
        + asks;
  }
}
