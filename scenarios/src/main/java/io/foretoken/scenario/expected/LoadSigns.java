package io.foretoken.scenario.expected;

import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;

/**
 * What a prediction knows itself of how hard its engines are pressed.
 *
 * @param openLoop whether requests come whatever became of earlier ones
 * @param keepsUp whether service keeps up with arrivals
 * @param waitShare share of the mean time to first token spent waiting for slots, KV blocks or a
 *     running batch
 * @param slotShare mean share of the running lists in use
 * @param kvPeak largest share of KV blocks held
 * @param running mean sequences in the running list of one replica
 */
public record LoadSigns(
    boolean openLoop,
    boolean keepsUp,
    double waitShare,
    double slotShare,
    double kvPeak,
    double running) {

  /** Of a finished run. */
  public static LoadSigns of(RunFigures run, boolean openLoop) {
    PoolFigures pool = run.pools().get(0);
    RunResult.TtftSplit split = run.result().split();
    double waits =
        split.wait(WaitCause.SLOTS) + split.wait(WaitCause.KV) + split.wait(WaitCause.BATCH);
    double all = split.ingestNanos() + split.prefillNanos() + split.streamNanos();
    for (WaitCause cause : WaitCause.values()) {
      all += split.wait(cause);
    }
    double running = pool.runningMean() / pool.facts().replicas();
    return new LoadSigns(
        openLoop,
        run.stationary(),
        all > 0 ? waits / all : 0,
        running / pool.facts().maxNumSeqs(),
        pool.kvPeak(),
        running);
  }
}
