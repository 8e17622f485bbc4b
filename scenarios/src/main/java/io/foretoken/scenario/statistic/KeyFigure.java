package io.foretoken.scenario.statistic;

import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.OfflineJob;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.sim.metrics.RunResult;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a run that a sweep, a comparison and an interval can be about: one number each,
 * under the key that files have for it. Times in seconds. A run that has no such figure (a latency
 * without a finished request, a cost without a price) gives NaN.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions are lambdas without state
public enum KeyFigure {
  TTFT_MEAN("ttft_mean_s", 9, seconds(RunFigures::ttft, Latency::mean)),
  TTFT_P50("ttft_p50_s", 9, seconds(RunFigures::ttft, Latency::p50)),
  TTFT_P90("ttft_p90_s", 9, seconds(RunFigures::ttft, Latency::p90)),
  TTFT_P95("ttft_p95_s", 9, seconds(RunFigures::ttft, Latency::p95)),
  TTFT_P99("ttft_p99_s", 9, seconds(RunFigures::ttft, Latency::p99)),
  TPOT_MEAN("tpot_mean_s", 9, seconds(RunFigures::tpot, Latency::mean)),
  TPOT_P50("tpot_p50_s", 9, seconds(RunFigures::tpot, Latency::p50)),
  TPOT_P90("tpot_p90_s", 9, seconds(RunFigures::tpot, Latency::p90)),
  TPOT_P95("tpot_p95_s", 9, seconds(RunFigures::tpot, Latency::p95)),
  TPOT_P99("tpot_p99_s", 9, seconds(RunFigures::tpot, Latency::p99)),
  ITL_MEAN("itl_mean_s", 9, seconds(RunFigures::itl, Latency::mean)),
  ITL_P99("itl_p99_s", 9, seconds(RunFigures::itl, Latency::p99)),
  E2E_MEAN("e2e_mean_s", 9, seconds(RunFigures::e2e, Latency::mean)),
  E2E_P50("e2e_p50_s", 9, seconds(RunFigures::e2e, Latency::p50)),
  E2E_P90("e2e_p90_s", 9, seconds(RunFigures::e2e, Latency::p90)),
  E2E_P95("e2e_p95_s", 9, seconds(RunFigures::e2e, Latency::p95)),
  E2E_P99("e2e_p99_s", 9, seconds(RunFigures::e2e, Latency::p99)),
  CLIENT_QUEUE_MEAN("client_queue_mean_s", 9, seconds(RunFigures::clientQueue, Latency::mean)),
  REQUESTS_PER_S("requests_per_s", 6, of(RunFigures::requestsPerSecond)),
  OUTPUT_TOKENS_PER_S("output_tokens_per_s", 6, of(RunFigures::outputTokensPerSecond)),
  INPUT_TOKENS_PER_S("input_tokens_per_s", 6, of(RunFigures::inputTokensPerSecond)),
  TOTAL_TOKENS_PER_S("total_tokens_per_s", 6, of(KeyFigure::totalTokens)),
  OUTPUT_TOKENS_PER_S_PER_GPU(
      "output_tokens_per_s_per_gpu", 6, of(run -> run.outputTokensPerSecond() / gpus(run))),
  TOTAL_TOKENS_PER_S_PER_GPU(
      "total_tokens_per_s_per_gpu", 6, of(run -> totalTokens(run) / gpus(run))),
  /** What one user sees of a stream: 1 / median TPOT. None where answers come in one piece. */
  OUTPUT_TOKENS_PER_S_PER_USER(
      "output_tokens_per_s_per_user", 6, of(run -> perSecond(run.tpot().p50()))),
  GOODPUT_REQUESTS_PER_S("goodput_requests_per_s", 6, of(run -> run.slo().goodput())),
  CONCURRENCY_MEAN("concurrency_mean", 6, of(RunFigures::concurrencyMean)),
  BATCH_MEAN("batch_mean", 6, ofPool(PoolFigures::batchMean)),
  RUNNING_MEAN("running_mean", 6, ofPool(PoolFigures::runningMean)),
  WAITING_MEAN("waiting_mean", 6, ofPool(PoolFigures::waitingMean)),
  KV_MEAN("kv_mean", 6, ofPool(PoolFigures::kvMean)),
  KV_PEAK("kv_peak", 6, ofPool(PoolFigures::kvPeak)),
  PREEMPTIONS("preemptions", 0, ofPool(PoolFigures::preemptions)),
  STEPS("steps", 0, ofPool(PoolFigures::steps)),
  BUSY("busy", 6, ofPool(PoolFigures::busy)),
  MFU("mfu", 6, ofPool(PoolFigures::mfu)),
  MBU("mbu", 6, ofPool(PoolFigures::mbu)),
  GPUS("gpus", 0, of(KeyFigure::gpus)),
  MEASURED_SENT("measured_sent", 0, count(RunResult.Counts::measuredSent)),
  MEASURED_FINISHED("measured_finished", 0, count(RunResult.Counts::measuredFinished)),
  WINDOW_SECONDS("window_s", 9, of(RunFigures::seconds)),
  /** What the window costs on reserved GPUs: of an offline job, all of it. */
  WINDOW_USD("window_usd", 6, OfflineJob::usd),
  USD_PER_HOUR("usd_per_hour", 6, cost(CostFigures::usdPerHour)),
  USD_PER_1M_OUTPUT_RESERVED(
      "reserved_usd_per_1m_output_tokens", 6, cost(cost -> cost.reserved().output())),
  USD_PER_1M_TOTAL_RESERVED(
      "reserved_usd_per_1m_total_tokens", 6, cost(cost -> cost.reserved().total())),
  USD_PER_REQUEST_RESERVED("reserved_usd_per_request", 9, cost(cost -> cost.reserved().request())),
  USD_PER_1M_OUTPUT_FULL(
      "full_utilisation_usd_per_1m_output_tokens", 6, cost(cost -> cost.full().output())),
  USD_PER_1M_TOTAL_FULL(
      "full_utilisation_usd_per_1m_total_tokens", 6, cost(cost -> cost.full().total()));

  private static final double NANOS_PER_SECOND = 1e9;

  private final String key;
  private final int decimals;
  private final ToDoubleFunction<RunOutcome> value;

  KeyFigure(String key, int decimals, ToDoubleFunction<RunOutcome> value) {
    this.key = key;
    this.decimals = decimals;
    this.value = value;
  }

  /** The key in files, such as {@code ttft_p99_s}: the unit is in it. */
  public String key() {
    return key;
  }

  /** Decimals in files. */
  public int decimals() {
    return decimals;
  }

  /** The figure of a run, NaN where it has none. */
  public double of(RunOutcome run) {
    return value.applyAsDouble(run);
  }

  /** The figure of that key. */
  public static Optional<KeyFigure> named(String key) {
    return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
  }

  private static ToDoubleFunction<RunOutcome> of(ToDoubleFunction<RunFigures> figure) {
    return run -> figure.applyAsDouble(run.figures());
  }

  private static ToDoubleFunction<RunOutcome> seconds(
      Function<RunFigures, Latency> latency, ToDoubleFunction<Latency> statistic) {
    return run -> statistic.applyAsDouble(latency.apply(run.figures())) / NANOS_PER_SECOND;
  }

  private static ToDoubleFunction<RunOutcome> ofPool(ToDoubleFunction<PoolFigures> figure) {
    return run -> figure.applyAsDouble(run.figures().pools().get(0));
  }

  private static ToDoubleFunction<RunOutcome> count(ToDoubleFunction<RunResult.Counts> count) {
    return run -> count.applyAsDouble(run.figures().result().counts());
  }

  private static ToDoubleFunction<RunOutcome> cost(ToDoubleFunction<CostFigures> figure) {
    return run -> run.cost().map(cost -> figure.applyAsDouble(cost)).orElse(Double.NaN);
  }

  private static double totalTokens(RunFigures run) {
    return run.outputTokensPerSecond() + run.inputTokensPerSecond();
  }

  private static double gpus(RunFigures run) {
    return run.pools().stream().mapToInt(pool -> pool.facts().gpus()).sum();
  }

  private static double perSecond(double nanos) {
    return nanos > 0 ? NANOS_PER_SECOND / nanos : Double.NaN;
  }
}
