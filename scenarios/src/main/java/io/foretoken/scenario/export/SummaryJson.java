package io.foretoken.scenario.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostShares;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.GroupFigures;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.run.OfflineJob;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.Replications;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code summary.json}: all figures of a run. Times in seconds. A key without a value is absent.
 * The keys are explained in {@code docs/results-reference.md}.
 */
public final class SummaryJson {
  /** Name and version of the format. */
  public static final String SCHEMA = "foretoken/summary/1";

  private static final int SECONDS_DECIMALS = 9;
  private static final int RATE_DECIMALS = 6;
  private static final int BAND_DECIMALS = 4;
  private static final double NANOS_PER_SECOND = 1e9;

  private final JsonGenerator json;

  private SummaryJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the content of one run. */
  public static void write(Writer out, PreparedRun scenario, RunOutcome outcome)
      throws IOException {
    write(out, scenario, outcome, Optional.empty());
  }

  /**
   * Writes the content.
   *
   * @param outcome the first run
   * @param replications all runs, the first included, where there are several
   */
  public static void write(
      Writer out, PreparedRun scenario, RunOutcome outcome, Optional<Replications> replications)
      throws IOException {
    JsonGenerator json = JsonPage.on(out);
    new SummaryJson(json).document(scenario, outcome, replications);
    json.close();
    out.write('\n');
  }

  private void document(
      PreparedRun scenario, RunOutcome outcome, Optional<Replications> replications)
      throws IOException {
    RunFigures run = outcome.figures();
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("scenario", scenario.name());
    json.writeStringField("model", scenario.model());
    json.writeStringField("engine", scenario.engine());
    json.writeNumberField("seed", scenario.seed());
    json.writeObjectFieldStart("total");
    window(run);
    requests(run.result().counts());
    json.writeBooleanField("stationary", run.stationary());
    latency("ttft", run.ttft());
    latency("tpot", run.tpot());
    latency("itl", run.itl());
    latency("e2e", run.e2e());
    latency("client_queue", run.clientQueue());
    split(run.result().split(), run.ttft().count());
    throughput(run);
    expected(ExpectedError.of(run, scenario.openLoop()));
    json.writeObjectFieldStart("concurrency");
    number("mean", run.concurrencyMean(), RATE_DECIMALS);
    json.writeNumberField("peak", run.concurrencyPeak());
    json.writeEndObject();
    slo(run.slo(), scenario.classes().haveObjectives());
    if (scenario.job().isPresent()) {
      job(scenario.job().get(), outcome);
    }
    limit(run);
    cost(outcome.cost());
    json.writeEndObject();
    json.writeArrayFieldStart("pools");
    for (PoolFigures pool : run.pools()) {
      pool(pool);
    }
    json.writeEndArray();
    groups(
        "classes", "class", scenario, run.classes(), outcome.cost().map(c -> c.shares().classes()));
    groups(
        "tenants",
        "tenant",
        scenario,
        run.tenants(),
        outcome.cost().map(c -> c.shares().tenants()));
    json.writeArrayFieldStart("replications");
    if (replications.isPresent()) {
      replications(replications.get());
    }
    json.writeEndArray();
    if (replications.isPresent()) {
      intervals(replications.get());
    }
    json.writeArrayFieldStart("notes");
    for (String note : scenario.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void replications(Replications runs) throws IOException {
    for (int run = 0; run < runs.size(); run++) {
      json.writeStartObject();
      json.writeNumberField("replication", run);
      for (KeyFigure figure : KeyFigure.values()) {
        number(figure.key(), runs.value(run, figure), figure.decimals());
      }
      json.writeEndObject();
    }
  }

  private void intervals(Replications runs) throws IOException {
    json.writeObjectFieldStart("intervals");
    for (Map.Entry<KeyFigure, Interval> figure : runs.intervals().entrySet()) {
      interval(figure.getKey().key(), figure.getValue(), figure.getKey().decimals());
    }
    json.writeObjectFieldStart("attained");
    for (Map.Entry<String, Interval> share : runs.attained().entrySet()) {
      interval(share.getKey(), share.getValue(), RATE_DECIMALS);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void interval(String key, Interval interval, int decimals) throws IOException {
    json.writeObjectFieldStart(key);
    number("mean", interval.mean(), decimals);
    number("half_width", interval.halfWidth(), decimals);
    json.writeEndObject();
  }

  private void window(RunFigures run) throws IOException {
    RunResult result = run.result();
    json.writeObjectFieldStart("window");
    json.writeStringField("kind", result.window().whole() ? "whole" : "steady");
    number("start_s", result.startNanos() / NANOS_PER_SECOND, SECONDS_DECIMALS);
    number("end_s", result.endNanos() / NANOS_PER_SECOND, SECONDS_DECIMALS);
    number("seconds", run.seconds(), SECONDS_DECIMALS);
    json.writeEndObject();
  }

  private void requests(RunResult.Counts counts) throws IOException {
    json.writeObjectFieldStart("requests");
    json.writeNumberField("sent", counts.sent());
    json.writeNumberField("finished", counts.finished());
    json.writeNumberField("refused", counts.refused());
    json.writeNumberField("timed_out", counts.timedOut());
    json.writeNumberField("unfinished", counts.unfinished());
    json.writeNumberField("rejected", counts.rejected());
    json.writeNumberField("cancelled", counts.cancelled());
    json.writeNumberField("attempts", counts.attempts());
    json.writeObjectFieldStart("measured");
    json.writeNumberField("sent", counts.measuredSent());
    json.writeNumberField("finished", counts.measuredFinished());
    json.writeNumberField("refused", counts.measuredRefused());
    json.writeNumberField("timed_out", counts.measuredTimedOut());
    json.writeNumberField("unfinished", counts.measuredUnfinished());
    json.writeNumberField("rejected", counts.measuredRejected());
    json.writeNumberField("cancelled", counts.measuredCancelled());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void latency(String key, Latency latency) throws IOException {
    if (latency.count() == 0) {
      return;
    }
    json.writeObjectFieldStart(key);
    json.writeNumberField("count", latency.count());
    seconds("mean", latency.mean());
    seconds("p50", latency.p50());
    seconds("p90", latency.p90());
    seconds("p95", latency.p95());
    seconds("p99", latency.p99());
    json.writeEndObject();
  }

  private void split(RunResult.TtftSplit split, long count) throws IOException {
    if (count == 0) {
      return;
    }
    json.writeObjectFieldStart("ttft_split");
    seconds("client_queue", split.clientQueueNanos());
    seconds("retry", split.retryNanos());
    seconds("ingest", split.ingestNanos());
    for (WaitCause cause : WaitCause.values()) {
      seconds("wait_" + cause.key(), split.wait(cause));
    }
    seconds("prefill", split.prefillNanos());
    seconds("streaming", split.streamNanos());
    json.writeEndObject();
  }

  private void throughput(RunFigures run) throws IOException {
    int gpus = run.pools().stream().mapToInt(pool -> pool.facts().gpus()).sum();
    json.writeObjectFieldStart("throughput");
    number("requests_per_s", run.requestsPerSecond(), RATE_DECIMALS);
    number("output_tokens_per_s", run.outputTokensPerSecond(), RATE_DECIMALS);
    number("input_tokens_per_s", run.inputTokensPerSecond(), RATE_DECIMALS);
    double total = run.outputTokensPerSecond() + run.inputTokensPerSecond();
    number("total_tokens_per_s", total, RATE_DECIMALS);
    number("output_tokens_per_s_per_gpu", run.outputTokensPerSecond() / gpus, RATE_DECIMALS);
    number("total_tokens_per_s_per_gpu", total / gpus, RATE_DECIMALS);
    json.writeNumberField("completed_requests", run.result().tokens().completedRequests());
    json.writeNumberField("completed_output_tokens", run.result().tokens().completedOutput());
    json.writeNumberField("completed_input_tokens", run.result().tokens().completedInput());
    json.writeNumberField("completed_cached_tokens", run.result().tokens().completedCached());
    json.writeEndObject();
  }

  private void expected(ExpectedError expected) throws IOException {
    json.writeObjectFieldStart("expected_error");
    json.writeStringField("region", expected.region().key());
    json.writeArrayFieldStart("extrapolates");
    for (String beyond : expected.extrapolations()) {
      json.writeString(beyond);
    }
    json.writeEndArray();
    for (ExpectedError.Latency of : ExpectedError.Latency.values()) {
      json.writeObjectFieldStart(of.name().toLowerCase(Locale.ROOT));
      for (ExpectedError.Statistic statistic : ExpectedError.Statistic.values()) {
        band(statistic.name().toLowerCase(Locale.ROOT), expected.of(of, statistic));
      }
      json.writeEndObject();
    }
    band("throughput", expected.throughput());
    json.writeEndObject();
  }

  private void band(String key, ErrorBand band) throws IOException {
    json.writeObjectFieldStart(key);
    number("low", band.low(), BAND_DECIMALS);
    number("high", band.high(), BAND_DECIMALS);
    json.writeEndObject();
  }

  private void slo(SloFigures slo, boolean hasObjective) throws IOException {
    if (!hasObjective) {
      return;
    }
    json.writeObjectFieldStart("slo");
    json.writeBooleanField("met", slo.met());
    number("goodput_requests_per_s", slo.goodput(), RATE_DECIMALS);
    json.writeNumberField("good_requests", slo.goodRequests());
    json.writeArrayFieldStart("terms");
    for (SloFigures.TermFigures term : slo.terms()) {
      json.writeStartObject();
      json.writeStringField("metric", term.term().metric().name().toLowerCase(Locale.ROOT));
      json.writeStringField("percentile", term.term().percentile());
      seconds("threshold", (double) term.term().thresholdNanos());
      number("target", term.term().target(), RATE_DECIMALS);
      number("attained", term.attained(), RATE_DECIMALS);
      json.writeBooleanField("met", term.met());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void job(OfflineJob job, RunOutcome outcome) throws IOException {
    double makespan = OfflineJob.makespanSeconds(outcome);
    json.writeObjectFieldStart("job");
    number("makespan", makespan, SECONDS_DECIMALS);
    if (job.deadlineNanos().isPresent()) {
      seconds("deadline", (double) job.deadlineNanos().getAsLong());
      json.writeBooleanField("in_time", job.isInTime(makespan));
    }
    number("usd", OfflineJob.usd(outcome), RATE_DECIMALS);
    json.writeEndObject();
  }

  private void limit(RunFigures run) throws IOException {
    json.writeObjectFieldStart("limit");
    json.writeStringField("name", run.limit().limit().words());
    number("share", run.limit().share(), RATE_DECIMALS);
    json.writeEndObject();
    json.writeArrayFieldStart("advice");
    for (String line : run.advice()) {
      json.writeString(line);
    }
    json.writeEndArray();
  }

  private void cost(Optional<CostFigures> known) throws IOException {
    if (known.isEmpty()) {
      return;
    }
    CostFigures cost = known.get();
    json.writeObjectFieldStart("cost");
    number("usd_per_gpu_hour", cost.price().usdPerHour(), RATE_DECIMALS);
    json.writeStringField("price_source", cost.price().source());
    if (!cost.price().asOf().isEmpty()) {
      json.writeStringField("price_as_of", cost.price().asOf());
    }
    json.writeNumberField("gpus", cost.gpus());
    number("usd_per_hour", cost.usdPerHour(), RATE_DECIMALS);
    number("usd_per_month", cost.usdPerHour() * CostFigures.HOURS_PER_MONTH, RATE_DECIMALS);
    number("window_gpu_hours", cost.windowGpuHours(), SECONDS_DECIMALS);
    json.writeObjectFieldStart("reserved");
    perToken(cost.reserved());
    json.writeEndObject();
    json.writeObjectFieldStart("full_utilisation");
    perToken(cost.full());
    number("requests_per_s", cost.fullLoad().requestsPerSecond(), RATE_DECIMALS);
    number("output_tokens_per_s", cost.fullLoad().outputTokensPerSecond(), RATE_DECIMALS);
    number("input_tokens_per_s", cost.fullLoad().inputTokensPerSecond(), RATE_DECIMALS);
    json.writeEndObject();
    number("window_busy_usd", cost.shares().busyUsd(), SECONDS_DECIMALS);
    number("window_idle_usd", cost.shares().idleUsd(), SECONDS_DECIMALS);
    json.writeEndObject();
  }

  private void perToken(CostFigures.PerToken cost) throws IOException {
    number("usd_per_1m_output_tokens", cost.output(), RATE_DECIMALS);
    number("usd_per_1m_input_tokens", cost.input(), RATE_DECIMALS);
    number("usd_per_1m_cached_tokens", cost.cached(), RATE_DECIMALS);
    number("usd_per_1m_total_tokens", cost.total(), RATE_DECIMALS);
    number("usd_per_request", cost.request(), SECONDS_DECIMALS);
  }

  /** Classes or tenants; none where requests are all alike. */
  private void groups(
      String key,
      String nameKey,
      PreparedRun scenario,
      List<GroupFigures> groups,
      Optional<List<CostShares.Share>> costs)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (int at = 0; scenario.classes().areNamed() && at < groups.size(); at++) {
      GroupFigures group = groups.get(at);
      json.writeStartObject();
      json.writeStringField(nameKey, group.name());
      if (nameKey.equals("class")) {
        ofClass(scenario.classes().classes().get(at));
      }
      requests(group.group().counts());
      json.writeBooleanField("stationary", group.stationary());
      latency("ttft", group.ttft());
      latency("tpot", group.tpot());
      latency("itl", group.itl());
      latency("e2e", group.e2e());
      latency("client_queue", group.clientQueue());
      split(group.group().split(), group.ttft().count());
      groupThroughput(group);
      slo(group.slo(), scenario.classes().haveObjectives());
      if (costs.isPresent()) {
        share(costs.get().get(at));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void ofClass(RequestClass each) throws IOException {
    if (!each.tenant().isEmpty()) {
      json.writeStringField("tenant", each.tenant());
    }
    json.writeNumberField("priority", each.priority());
  }

  private void groupThroughput(GroupFigures group) throws IOException {
    RunResult.Tokens done = group.group().tokens();
    json.writeObjectFieldStart("throughput");
    number("requests_per_s", group.requestsPerSecond(), RATE_DECIMALS);
    number("output_tokens_per_s", group.outputTokensPerSecond(), RATE_DECIMALS);
    number("input_tokens_per_s", group.inputTokensPerSecond(), RATE_DECIMALS);
    json.writeNumberField("completed_requests", done.completedRequests());
    json.writeNumberField("completed_output_tokens", done.completedOutput());
    json.writeNumberField("completed_input_tokens", done.completedInput());
    json.writeNumberField("completed_cached_tokens", done.completedCached());
    json.writeEndObject();
  }

  private void share(CostShares.Share share) throws IOException {
    json.writeObjectFieldStart("cost");
    number("share_of_busy", share.part(), RATE_DECIMALS);
    number("window_usd", share.usd(), SECONDS_DECIMALS);
    number("usd_per_1m_output_tokens", share.output(), RATE_DECIMALS);
    number("usd_per_1m_total_tokens", share.total(), RATE_DECIMALS);
    number("usd_per_request", share.request(), SECONDS_DECIMALS);
    json.writeEndObject();
  }

  private void pool(PoolFigures pool) throws IOException {
    json.writeStartObject();
    json.writeStringField("pool", pool.facts().pool());
    json.writeStringField("gpu", pool.facts().gpu());
    json.writeNumberField("replicas", pool.facts().replicas());
    json.writeNumberField("gpus", pool.facts().gpus());
    json.writeStringField("provenance", pool.facts().provenance());
    if (pool.facts().calibration().isPresent()) {
      json.writeArrayFieldStart("leaves_calibration");
      for (String leaves : pool.facts().calibration().get().leaves()) {
        json.writeString(leaves);
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("batch");
    number("mean", pool.batchMean(), RATE_DECIMALS);
    json.writeNumberField("peak", pool.batchPeak());
    json.writeEndObject();
    json.writeObjectFieldStart("running");
    number("mean", pool.runningMean(), RATE_DECIMALS);
    json.writeNumberField("peak", pool.runningPeak());
    json.writeEndObject();
    json.writeObjectFieldStart("waiting");
    number("mean", pool.waitingMean(), RATE_DECIMALS);
    json.writeNumberField("peak", pool.waitingPeak());
    json.writeEndObject();
    json.writeObjectFieldStart("kv");
    json.writeNumberField("blocks_per_replica", pool.facts().kvBlocksPerReplica());
    json.writeNumberField("block_size", pool.facts().blockSize());
    number("mean", pool.kvMean(), RATE_DECIMALS);
    number("peak", pool.kvPeak(), RATE_DECIMALS);
    json.writeNumberField("preemptions", pool.preemptions());
    if (pool.facts().offloadBlocksPerReplica() > 0) {
      json.writeNumberField("offload_blocks_per_replica", pool.facts().offloadBlocksPerReplica());
      json.writeNumberField("loaded_tokens", pool.loadedTokens());
    }
    json.writeEndObject();
    json.writeNumberField("steps", pool.steps());
    number("busy", pool.busy(), RATE_DECIMALS);
    number("mfu", pool.mfu(), RATE_DECIMALS);
    number("mbu", pool.mbu(), RATE_DECIMALS);
    number("prefill_tokens_per_s", pool.prefillTokensPerSecond(), RATE_DECIMALS);
    number("decode_tokens_per_s", pool.decodeTokensPerSecond(), RATE_DECIMALS);
    json.writeObjectFieldStart("time_by_limit");
    for (Map.Entry<Limit, Double> share : pool.timeByLimit().entrySet()) {
      number(share.getKey().words(), share.getValue(), RATE_DECIMALS);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void seconds(String key, double nanos) throws IOException {
    number(key, nanos / NANOS_PER_SECOND, SECONDS_DECIMALS);
  }

  private void number(String key, double value, int decimals) throws IOException {
    if (!Double.isNaN(value) && !Double.isInfinite(value)) {
      json.writeFieldName(key);
      json.writeNumber(FixedDecimal.of(value, decimals));
    }
  }
}
