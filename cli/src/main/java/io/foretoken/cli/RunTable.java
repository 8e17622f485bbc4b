package io.foretoken.cli;

import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.PoolFacts;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.run.OfflineJob;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code run} prints on a terminal. */
final class RunTable {
  private static final String SATURATED = "saturated";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  private final Paint paint;
  private final ExpectedError expected;
  private final StringBuilder out = new StringBuilder();

  private RunTable(Paint paint, ExpectedError expected) {
    this.paint = paint;
    this.expected = expected;
  }

  /** The text of a run, lines with line ends. */
  static String render(PreparedRun scenario, RunOutcome outcome, Paint paint) {
    RunFigures run = outcome.figures();
    RunTable table = new RunTable(paint, ExpectedError.of(run, scenario.openLoop()));
    table.heading(scenario, run);
    table.latencies(run);
    table.split(run);
    table.slo(run.slo(), scenario.classes().haveObjectives());
    scenario.job().ifPresent(job -> table.job(job, outcome));
    table.classes(scenario, outcome);
    table.throughput(run);
    run.pools().forEach(table::pool);
    outcome.cost().ifPresent(table::cost);
    table.closing(run);
    return table.out.toString();
  }

  private void heading(PreparedRun scenario, RunFigures run) {
    PoolFigures pool = run.pools().get(0);
    line(paint.bold(scenario.name()));
    line(
        scenario.model()
            + " on "
            + pool.facts().gpus()
            + " x "
            + pool.facts().gpu()
            + ", "
            + scenario.engine()
            + ", "
            + pool.facts().replicas()
            + (pool.facts().replicas() == 1 ? " replica" : " replicas"));
    RunResult.Counts counts = run.result().counts();
    line(
        ReadableNumbers.count(counts.measuredFinished())
            + " of "
            + ReadableNumbers.count(counts.measuredSent())
            + " measured requests finished"
            + others(counts)
            + "; window "
            + (run.result().window().whole() ? "whole, " : "steady, ")
            + ReadableNumbers.number(run.seconds())
            + " s");
    if (run.showsSaturated()) {
      line(
          paint.bad("saturated")
              + ": arrivals outrun service, so latencies grow as long as the run lasts");
    }
    line("");
  }

  private static String others(RunResult.Counts counts) {
    StringBuilder others = new StringBuilder();
    append(others, counts.refused(), "refused");
    append(others, counts.timedOut(), "timed out");
    append(others, counts.rejected(), "rejected");
    append(others, counts.cancelled(), "cancelled");
    append(others, counts.unfinished(), "unfinished");
    return others.toString();
  }

  private static void append(StringBuilder out, long count, String what) {
    if (count > 0) {
      out.append(", ").append(ReadableNumbers.count(count)).append(' ').append(what);
    }
  }

  private void latencies(RunFigures run) {
    Table table =
        Table.builder()
            .text("")
            .number("mean")
            .number("p50")
            .number("p90")
            .number("p95")
            .number("p99")
            .number("expected mean")
            .number("expected p99")
            .build();
    boolean saturated = run.showsSaturated();
    latency(table, "TTFT", ExpectedError.Latency.TTFT, run.ttft(), saturated);
    latency(table, "TPOT", ExpectedError.Latency.TPOT, run.tpot(), saturated);
    latency(table, "ITL", ExpectedError.Latency.ITL, run.itl(), saturated);
    latency(table, "E2E", ExpectedError.Latency.E2E, run.e2e(), saturated);
    if (run.clientQueue().count() > 0 && run.clientQueue().mean() > 0) {
      latency(
          table, "client queue", ExpectedError.Latency.CLIENT_QUEUE, run.clientQueue(), saturated);
    }
    out.append(table.render(paint));
    if (run.ttft().count() > 0 && !run.ttft().hasFirmP99()) {
      line(
          paint.dim(
              "* p99 of fewer than "
                  + ReadableNumbers.count(Latency.ENOUGH_FOR_P99)
                  + " requests"));
    }
    line(paint.dim(expected.explanation()));
    line("");
  }

  private void latency(
      Table table, String name, ExpectedError.Latency of, Latency latency, boolean saturated) {
    if (latency.count() == 0) {
      table.row(name, "-", "-", "-", "-", "-", "-", "-");
    } else if (saturated) {
      table.row(name, SATURATED, SATURATED, SATURATED, SATURATED, SATURATED, "-", "-");
    } else {
      table.row(
          name,
          ReadableNumbers.time(latency.mean()),
          ReadableNumbers.time(latency.p50()),
          ReadableNumbers.time(latency.p90()),
          ReadableNumbers.time(latency.p95()),
          ReadableNumbers.time(latency.p99()) + (latency.hasFirmP99() ? "" : "*"),
          expected.of(of, ExpectedError.Statistic.MEAN).words(),
          expected.of(of, ExpectedError.Statistic.P99).words());
    }
  }

  private void split(RunFigures run) {
    if (run.ttft().count() == 0) {
      return;
    }
    RunResult.TtftSplit split = run.result().split();
    List<String> parts = new ArrayList<>();
    part(parts, "retries", split.retryNanos());
    part(parts, "ingest", split.ingestNanos());
    part(parts, "waiting for the running step", split.wait(WaitCause.STEP));
    part(parts, "for slots", split.wait(WaitCause.SLOTS));
    part(parts, "for KV", split.wait(WaitCause.KV));
    part(parts, "for token budget", split.wait(WaitCause.BUDGET));
    part(parts, "for the running batch", split.wait(WaitCause.BATCH));
    part(parts, "for the queue delay", split.wait(WaitCause.DELAY));
    part(parts, "prefill", split.prefillNanos());
    boolean whole = run.pools().get(0).facts().knobs().wholeRequests().isPresent();
    part(parts, whole ? "until the batch ends" : "streaming", split.streamNanos());
    line("mean TTFT = " + String.join(" + ", parts));
    for (String advice : run.advice()) {
      line(advice);
    }
    line("");
  }

  private static void part(List<String> parts, String name, double nanos) {
    if (nanos > 0) {
      parts.add(name + " " + ReadableNumbers.time(nanos));
    }
  }

  private void slo(SloFigures slo, boolean hasObjective) {
    if (!hasObjective) {
      return;
    }
    for (SloFigures.TermFigures term : slo.terms()) {
      String verdict = term.met() ? paint.good("holds") : paint.bad("misses");
      line(
          "SLO "
              + term.term().metric().name()
              + " "
              + term.term().percentile()
              + " <= "
              + ReadableNumbers.time((double) term.term().thresholdNanos())
              + ": "
              + verdict
              + " ("
              + ReadableNumbers.percent(term.attained())
              + " of requests within it)");
    }
    line(
        "goodput     "
            + ReadableNumbers.number(slo.goodput())
            + " requests/s under all thresholds");
    line("");
  }

  private void job(OfflineJob job, RunOutcome outcome) {
    double seconds = OfflineJob.makespanSeconds(outcome);
    StringBuilder text = new StringBuilder("makespan    ").append(duration(seconds));
    if (job.deadlineNanos().isPresent()) {
      text.append(" of ")
          .append(duration(job.deadlineNanos().getAsLong() / NANOS_PER_SECOND))
          .append(": ")
          .append(job.isInTime(seconds) ? paint.good("in time") : paint.bad("late"));
    }
    if (!Double.isNaN(OfflineJob.usd(outcome))) {
      text.append(", ").append(ReadableNumbers.cents(OfflineJob.usd(outcome))).append(" in all");
    }
    line(text.toString());
    line("");
  }

  private static String duration(double seconds) {
    return seconds < SECONDS_PER_HOUR
        ? ReadableNumbers.time(seconds * NANOS_PER_SECOND)
        : ReadableNumbers.number(seconds / SECONDS_PER_HOUR) + " h";
  }

  private void classes(PreparedRun scenario, RunOutcome outcome) {
    if (scenario.classes().areNamed()) {
      out.append(ClassTable.render(scenario, outcome, expected, paint));
      line("");
    }
  }

  private void throughput(RunFigures run) {
    int gpus = run.pools().stream().mapToInt(pool -> pool.facts().gpus()).sum();
    double total = run.outputTokensPerSecond() + run.inputTokensPerSecond();
    line(
        "throughput  "
            + ReadableNumbers.number(run.requestsPerSecond())
            + " requests/s, "
            + ReadableNumbers.number(run.outputTokensPerSecond())
            + " output tokens/s, "
            + ReadableNumbers.number(run.inputTokensPerSecond())
            + " input tokens/s; expected "
            + expected.throughput().words());
    line(
        "per GPU     "
            + ReadableNumbers.number(run.outputTokensPerSecond() / gpus)
            + " output tokens/s, "
            + ReadableNumbers.number(total / gpus)
            + " total tokens/s; expected "
            + expected.throughput().words());
    line(
        "in flight   mean "
            + ReadableNumbers.number(run.concurrencyMean())
            + ", peak "
            + ReadableNumbers.count(run.concurrencyPeak()));
  }

  private void pool(PoolFigures pool) {
    line(
        "batch       mean "
            + ReadableNumbers.number(pool.batchMean())
            + ", peak "
            + ReadableNumbers.count(pool.batchPeak())
            + " of "
            + pool.facts().knobs().sequences().name()
            + " "
            + ReadableNumbers.count(pool.facts().maxNumSeqs()));
    line(
        "KV cache    mean "
            + ReadableNumbers.percent(pool.kvMean())
            + ", peak "
            + ReadableNumbers.percent(pool.kvPeak())
            + " of "
            + ReadableNumbers.count(pool.facts().kvBlocksPerReplica() * pool.facts().blockSize())
            + " tokens, "
            + ReadableNumbers.count(pool.preemptions())
            + " preemptions"
            + (pool.facts().offloadBlocksPerReplica() > 0
                ? ", " + ReadableNumbers.count(pool.loadedTokens()) + " tokens loaded from the host"
                : ""));
    line(
        "engine      busy "
            + ReadableNumbers.percent(pool.busy())
            + ", MFU "
            + ReadableNumbers.percent(pool.mfu())
            + ", MBU "
            + ReadableNumbers.percent(pool.mbu())
            + "; prefill "
            + ReadableNumbers.number(pool.prefillTokensPerSecond())
            + ", decode "
            + ReadableNumbers.number(pool.decodeTokensPerSecond())
            + " tokens/s");
    List<String> shares = new ArrayList<>();
    for (Map.Entry<Limit, Double> share : pool.timeByLimit().entrySet()) {
      shares.add(share.getKey().words() + " " + ReadableNumbers.percent(share.getValue()));
    }
    line("step time   " + (shares.isEmpty() ? "-" : String.join(", ", shares)));
  }

  private void cost(CostFigures cost) {
    line("");
    Table table =
        Table.builder()
            .text("cost per 1M tokens")
            .number("output")
            .number("input")
            .number("total")
            .number("per request")
            .build();
    money(table, "reserved", cost.reserved());
    money(table, "at full utilisation", cost.full());
    out.append(table.render(paint));
    line(
        cost.gpus()
            + (cost.gpus() == 1 ? " GPU" : " GPUs")
            + " at "
            + ReadableNumbers.cents(cost.price().usdPerHour())
            + "/h ("
            + cost.price().source()
            + (cost.price().asOf().isEmpty() ? "" : ", " + cost.price().asOf())
            + "): "
            + ReadableNumbers.cents(cost.usdPerHour())
            + "/h, $"
            + String.format(Locale.ROOT, "%,.0f", cost.usdPerHour() * CostFigures.HOURS_PER_MONTH)
            + "/month");
  }

  private static void money(Table table, String basis, CostFigures.PerToken cost) {
    table.row(
        basis,
        ReadableNumbers.usd(cost.output()),
        ReadableNumbers.usd(cost.input()),
        ReadableNumbers.usd(cost.total()),
        ReadableNumbers.usd(cost.request()));
  }

  private void closing(RunFigures run) {
    line("");
    line(
        "limit       "
            + run.limit().limit().words()
            + "; step times "
            + run.pools().get(0).facts().provenance()
            + remark(run.pools().get(0).facts()));
  }

  private static String remark(PoolFacts facts) {
    if (facts.calibration().filter(calibration -> !calibration.isInside()).isPresent()) {
      return "; leaves the calibrated range: "
          + String.join("; ", facts.calibration().get().leaves());
    }
    return facts.provenance().equals("estimated")
        ? " (the GPU or the engine was not fitted: see docs/validation.md)"
        : "";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
