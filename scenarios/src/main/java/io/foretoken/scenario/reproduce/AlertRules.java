package io.foretoken.scenario.reproduce;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.PoolFigures;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.text.YamlText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/**
 * Alerts of Prometheus on what a scenario predicts: each fires where the measured figure is beyond
 * what was to be expected, so that the prediction no longer describes the deployment.
 */
final class AlertRules {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String WINDOW = "10m";
  private static final double MORE_TRAFFIC = 1.1;
  private static final double MOST_KV = 0.99;

  private final PreparedRun scenario;
  private final RunFigures run;
  private final EngineMetrics metrics;
  private final ExpectedError expected;
  private final StringBuilder out = new StringBuilder();

  private AlertRules(PreparedRun scenario, RunFigures run, EngineMetrics metrics) {
    this.scenario = scenario;
    this.run = run;
    this.metrics = metrics;
    expected = ExpectedError.of(run, scenario.openLoop());
  }

  /** The rules as YAML; a comment alone where nothing can be watched. */
  static String of(PreparedRun scenario, RunFigures run, String engine) {
    Optional<EngineMetrics> metrics = EngineMetrics.of(engine);
    if (metrics.isEmpty()) {
      return "# The engine " + engine + " has no metrics that are known.\n";
    }
    if (run.showsSaturated()) {
      return "# Arrivals outrun service: latencies grow with time, so none can be a threshold.\n";
    }
    return new AlertRules(scenario, run, metrics.get()).yaml();
  }

  private String yaml() {
    out.append("# Alerts on what Foretoken predicts of ").append(scenario.name()).append(".\n");
    metrics.notes().forEach(note -> out.append("# ").append(note).append('\n'));
    out.append("# A quantile is interpolated within a bucket of the engine's histogram; means are");
    out.append(" exact.\n");
    out.append("groups:\n- name: ").append(YamlText.text("foretoken-" + scenario.name()));
    out.append("\n  rules:\n");
    if (run.ttft().count() > 0) {
      mean("TtftMean", metrics.ttft(), run.ttft().mean(), band(ExpectedError.Latency.TTFT, false));
      quantile("TtftP99", metrics.ttft(), run.ttft().p99(), band(ExpectedError.Latency.TTFT, true));
    }
    if (run.tpot().count() > 0) {
      double nanos = metrics.tpotOfGaps() ? run.itl().mean() : run.tpot().mean();
      mean("TpotMean", metrics.tpot(), nanos, band(ExpectedError.Latency.TPOT, false));
    }
    if (run.e2e().count() > 0) {
      quantile("E2eP99", metrics.e2e(), run.e2e().p99(), band(ExpectedError.Latency.E2E, true));
    }
    objectives();
    PoolFigures pool = run.pools().get(0);
    double most = pool.waitingPeak() * (double) pool.facts().replicas() + 1;
    rule(
        "WaitingRequests",
        "sum(avg_over_time(" + metrics.waiting() + "[" + WINDOW + "]))",
        most,
        "more requests wait than the most predicted, " + (long) (most - 1));
    double kv = Math.min(MOST_KV, pool.kvPeak() + (1 - pool.kvPeak()) / 2);
    rule(
        "KvCache",
        "max(avg_over_time(" + metrics.kvShare() + "[" + WINDOW + "]))",
        kv,
        "the KV cache is fuller than predicted, at most "
            + ReadableNumbers.percent(pool.kvPeak())
            + ", by half of what was free");
    if (metrics.preemptions().isPresent() && pool.preemptions() == 0) {
      rule(
          "Preemptions",
          "sum(increase(" + metrics.preemptions().get() + "[" + WINDOW + "]))",
          0,
          "sequences lose their KV blocks, and none was predicted to");
    }
    if (scenario.openLoop()) {
      rule(
          "MoreTraffic",
          "sum(rate(" + metrics.finished() + "[" + WINDOW + "]))",
          run.requestsPerSecond() * MORE_TRAFFIC,
          "traffic is a tenth above the scenario's "
              + ReadableNumbers.number(run.requestsPerSecond())
              + " requests/s: predict again");
    }
    return out.toString();
  }

  private ErrorBand band(ExpectedError.Latency latency, boolean tail) {
    return expected.of(latency, tail ? ExpectedError.Statistic.P99 : ExpectedError.Statistic.MEAN);
  }

  private void mean(String name, String metric, double nanos, ErrorBand band) {
    String expression =
        "sum(rate("
            + metric
            + "_sum["
            + WINDOW
            + "])) / sum(rate("
            + metric
            + "_count["
            + WINDOW
            + "]))";
    latency(name, expression, nanos, band);
  }

  private void quantile(String name, String metric, double nanos, ErrorBand band) {
    latency(name, quantile(0.99, metric), nanos, band);
  }

  private static String quantile(double share, String metric) {
    return "histogram_quantile("
        + decimal(share)
        + ", sum by (le) (rate("
        + metric
        + "_bucket["
        + WINDOW
        + "])))";
  }

  private void latency(String name, String expression, double nanos, ErrorBand band) {
    double high = band == null ? 1 : band.high();
    rule(
        name,
        expression,
        nanos / NANOS_PER_SECOND * high,
        "predicted "
            + ReadableNumbers.time(nanos)
            + (band == null ? "" : ", expected " + band.words()));
  }

  /** What the scenario itself asks for, whatever is predicted. */
  private void objectives() {
    for (SloFigures.TermFigures term : run.slo().terms()) {
      Slo.Term bound = term.term();
      String metric =
          switch (bound.metric()) {
            case TTFT -> metrics.ttft();
            case TPOT -> metrics.tpot();
            case E2E -> metrics.e2e();
          };
      rule(
          "Slo"
              + bound.metric().name().charAt(0)
              + bound.metric().name().substring(1).toLowerCase(Locale.ROOT),
          quantile(bound.target(), metric),
          bound.thresholdNanos() / NANOS_PER_SECOND,
          "the objective is "
              + bound.percentile()
              + " within "
              + ReadableNumbers.time((double) bound.thresholdNanos()));
    }
  }

  private void rule(String name, String expression, double threshold, String summary) {
    out.append("  - alert: Foretoken").append(name).append('\n');
    out.append("    expr: ").append(expression).append(" > ").append(decimal(threshold));
    out.append("\n    for: ").append(WINDOW).append('\n');
    out.append("    annotations:\n      summary: ").append(YamlText.text(summary)).append('\n');
  }

  private static String decimal(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
