package io.foretoken.scenario.run;

import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.client.StopRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A scenario with every name resolved and every default filled in, ready to run as often as wanted.
 *
 * @param name what reports call it
 * @param model catalogue id of the model
 * @param engine engine and version
 * @param seed root of all random numbers
 * @param deployment what serves
 * @param source makes the requests of one replication
 * @param fullSource makes the requests of a companion run that keeps a deployment full, see {@link
 *     FullLoadRun}
 * @param settings what is measured, and when a run is cut
 * @param facts the pool, for figures
 * @param classes what requests are of, and their objectives
 * @param openLoop whether requests come whatever became of earlier ones
 * @param keepsItsRate whether no change of the rate of arrivals is planned
 * @param arrivalsEndNanos when arrivals end by the clock, {@link Long#MAX_VALUE} where a number of
 *     requests or the end of a trace ends them
 * @param price what a GPU costs, if known
 * @param job what is asked of a load that is all there at the start, where it is one
 * @param memoryLines how the KV cache came to its size, a line each
 * @param notes what the user should know about how the scenario was understood
 */
public record PreparedRun(
    String name,
    String model,
    String engine,
    long seed,
    Deployment deployment,
    Function<KeyedRandom, RequestSource> source,
    FullSource fullSource,
    RunSettings settings,
    PoolFacts facts,
    RequestClasses classes,
    boolean openLoop,
    boolean keepsItsRate,
    long arrivalsEndNanos,
    Optional<GpuPrice> price,
    Optional<OfflineJob> job,
    List<String> memoryLines,
    List<String> notes) {

  /** Makes requests of the scenario's lengths in a closed loop. */
  public interface FullSource {
    /** When the scenario's own load ends. */
    StopRule stop();

    /**
     * Makes the source.
     *
     * @param inFlight requests in flight at any time
     * @param stop when it ends
     * @param weights how often each class comes, in any unit; not all 0
     */
    RequestSource create(int inFlight, StopRule stop, List<Long> weights, KeyedRandom random);
  }

  /** The same scenario with other requests, measured in another way. */
  public PreparedRun with(
      Function<KeyedRandom, RequestSource> otherSource,
      RunSettings otherSettings,
      boolean isOpenLoop,
      Optional<GpuPrice> otherPrice) {
    return new PreparedRun(
        name,
        model,
        engine,
        seed,
        deployment,
        otherSource,
        fullSource,
        otherSettings,
        facts,
        classes,
        isOpenLoop,
        keepsItsRate,
        arrivalsEndNanos,
        otherPrice,
        job,
        memoryLines,
        notes);
  }
}
