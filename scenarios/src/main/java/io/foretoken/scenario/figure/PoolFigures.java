package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.metrics.TimeWeighted;
import io.foretoken.sim.step.Limit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the engines of a pool did in the window, summed or averaged over its replicas.
 *
 * @param facts what the pool is
 * @param runningMean sequences in the running lists, time-weighted, all replicas
 * @param runningPeak most in one replica
 * @param waitingMean sequences in the waiting queues, time-weighted, all replicas
 * @param waitingPeak most in one replica
 * @param batchMean sequences per engine step
 * @param batchPeak most in one step
 * @param kvMean share of KV blocks held, time-weighted
 * @param kvPeak largest share in one replica
 * @param preemptions running sequences that lost their blocks
 * @param loadedTokens tokens loaded into the KV cache from the memory behind it
 * @param steps engine steps
 * @param busy share of the window in which devices computed
 * @param mfu model FLOPs over peak FLOPs of the window
 * @param mbu bytes of weights and KV read over what the memory could give in the window
 * @param prefillTokensPerSecond prompt tokens computed per second of the window
 * @param decodeTokensPerSecond decode rows per second of the window
 * @param timeByLimit share of the steps' time by what held them back
 */
public record PoolFigures(
    PoolFacts facts,
    double runningMean,
    long runningPeak,
    double waitingMean,
    long waitingPeak,
    double batchMean,
    long batchPeak,
    double kvMean,
    double kvPeak,
    long preemptions,
    long loadedTokens,
    long steps,
    double busy,
    double mfu,
    double mbu,
    double prefillTokensPerSecond,
    double decodeTokensPerSecond,
    Map<Limit, Double> timeByLimit) {

  /** Takes the figures of a run of one pool. */
  static PoolFigures of(RunResult result, PoolFacts facts) {
    List<ReplicaMeter> replicas = result.replicas();
    double nanos = Math.max(1, result.endNanos() - result.startNanos());
    double seconds = nanos / 1e9;
    double steps = sum(replicas, ReplicaMeter::steps);
    double gpuSeconds = seconds * facts.gpus();
    double running = sum(replicas, meter -> meter.running.windowArea()) / nanos;
    return new PoolFigures(
        facts
            .calibration()
            .map(before -> facts.after(before.judged(result, facts.replicas(), running)))
            .orElse(facts),
        running,
        peak(replicas, meter -> meter.running),
        sum(replicas, meter -> meter.waiting.windowArea()) / nanos,
        peak(replicas, meter -> meter.waiting),
        steps == 0 ? 0 : sum(replicas, ReplicaMeter::rowSum) / steps,
        replicas.stream().mapToLong(ReplicaMeter::peakRows).max().orElse(0),
        sum(replicas, meter -> meter.kvBlocks.windowArea())
            / (nanos * facts.replicas() * facts.kvBlocksPerReplica()),
        peak(replicas, meter -> meter.kvBlocks) / (double) facts.kvBlocksPerReplica(),
        (long) sum(replicas, ReplicaMeter::preemptions),
        (long) sum(replicas, ReplicaMeter::loadedTokens),
        (long) steps,
        sum(replicas, ReplicaMeter::deviceNanos) / (nanos * facts.replicas()),
        sum(replicas, ReplicaMeter::flops) / (gpuSeconds * facts.peakFlopsPerSecond()),
        sum(replicas, ReplicaMeter::hbmBytes) / (gpuSeconds * facts.memoryBytesPerSecond()),
        sum(replicas, ReplicaMeter::prefillTokens) / seconds,
        sum(replicas, ReplicaMeter::decodeTokens) / seconds,
        shares(result));
  }

  /** The limit that held most of the steps' time back; none without steps. */
  public Limit mainStepLimit() {
    Limit main = Limit.NONE;
    double most = 0;
    for (Map.Entry<Limit, Double> entry : timeByLimit.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        main = entry.getKey();
      }
    }
    return main;
  }

  private static Map<Limit, Double> shares(RunResult result) {
    Map<Limit, Double> shares = new EnumMap<>(Limit.class);
    double all = 0;
    for (Limit limit : Limit.values()) {
      all += result.nanosBy(limit);
    }
    for (Limit limit : Limit.values()) {
      if (result.nanosBy(limit) > 0) {
        shares.put(limit, result.nanosBy(limit) / all);
      }
    }
    return shares;
  }

  private static double sum(List<ReplicaMeter> replicas, ToDoubleFunction<ReplicaMeter> of) {
    double sum = 0;
    for (ReplicaMeter meter : replicas) {
      sum += of.applyAsDouble(meter);
    }
    return sum;
  }

  private static long peak(List<ReplicaMeter> replicas, Function<ReplicaMeter, TimeWeighted> of) {
    return replicas.stream().mapToLong(meter -> of.apply(meter).peak()).max().orElse(0);
  }
}
