package io.foretoken.validation.replay;

import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.metrics.TimeWeighted;
import java.util.function.Function;

/**
 * What simulated engines did in their steps, summed over replicas.
 *
 * @param running sequences running, means over the intervals of the run's time series
 * @param waiting requests waiting, likewise
 * @param kvBlocks KV blocks in use, likewise
 * @param perSecond engine steps a second
 * @param decodeRows sequences in decode per step
 * @param computedPerPrompt tokens computed of a prompt, the rest came from the prefix cache
 */
@SuppressWarnings("ArrayRecordComponent") // columns of some hundred intervals, never compared
public record EngineSteps(
    double[] running,
    double[] waiting,
    double[] kvBlocks,
    double perSecond,
    double decodeRows,
    double computedPerPrompt) {

  /** Of a run. */
  static EngineSteps of(RunFigures run) {
    RunResult result = run.result();
    PoolFigures pool = run.pools().get(0);
    double seconds = result.seconds();
    return new EngineSteps(
        series(result, meter -> meter.running),
        series(result, meter -> meter.waiting),
        series(result, meter -> meter.kvBlocks),
        pool.steps() / seconds,
        pool.decodeTokensPerSecond() * seconds / pool.steps(),
        pool.prefillTokensPerSecond() * seconds / result.counts().finished());
  }

  private static double[] series(RunResult result, Function<ReplicaMeter, TimeWeighted> of) {
    int whole = (int) ((result.endNanos() - result.startNanos()) / width(result, of));
    double[] series = new double[Math.max(1, whole)];
    for (ReplicaMeter meter : result.replicas()) {
      TimeWeighted quantity = of.apply(meter);
      for (int bucket = 0; bucket < Math.min(series.length, quantity.buckets()); bucket++) {
        series[bucket] += quantity.area(bucket) / quantity.bucketNanos();
      }
    }
    return series;
  }

  private static long width(RunResult result, Function<ReplicaMeter, TimeWeighted> of) {
    return result.replicas().stream().mapToLong(m -> of.apply(m).bucketNanos()).max().orElse(1);
  }
}
