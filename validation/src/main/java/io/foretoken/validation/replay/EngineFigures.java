package io.foretoken.validation.replay;

import io.foretoken.scenario.expected.LoadSigns;
import io.foretoken.scenario.figure.Basis;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;

/**
 * What a prediction says of the engines that served, beside what clients saw.
 *
 * @param replicas how many there were
 * @param limit what held the run back, in words
 * @param mfu model FLOPs over peak FLOPs
 * @param mbu bytes of weights and KV read over what the memory could give
 * @param kvPeak largest share of KV blocks held
 * @param preemptions running sequences that lost their blocks
 * @param requestsPerSecond completions a second, all replicas
 * @param concurrencyPeak most requests in flight, all replicas
 * @param basis what the prediction stands on
 * @param signs how hard the engines are pressed
 */
public record EngineFigures(
    int replicas,
    String limit,
    double mfu,
    double mbu,
    double kvPeak,
    long preemptions,
    double requestsPerSecond,
    long concurrencyPeak,
    Basis basis,
    LoadSigns signs) {

  /**
   * Of a run.
   *
   * @param openLoop whether requests come whatever became of earlier ones
   */
  static EngineFigures of(RunFigures run, boolean openLoop) {
    PoolFigures pool = run.pools().get(0);
    return new EngineFigures(
        pool.facts().replicas(),
        run.limit().limit().words(),
        pool.mfu(),
        pool.mbu(),
        pool.kvPeak(),
        pool.preemptions(),
        run.requestsPerSecond(),
        run.concurrencyPeak(),
        pool.facts().basis(),
        LoadSigns.of(run, openLoop));
  }
}
