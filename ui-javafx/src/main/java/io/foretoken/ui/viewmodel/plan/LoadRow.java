package io.foretoken.ui.viewmodel.plan;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.scenario.plan.verify.Verification;
import io.foretoken.scenario.plan.verify.VerifiedLoad;
import io.foretoken.scenario.statistic.KeyFigure;
import java.util.List;

/**
 * A load under which the fleet was simulated, as the table has it.
 *
 * @param what such as "one replica down"
 * @param when name of the times
 * @param replicas that run
 * @param rate requests/s
 * @param requests that were measured
 * @param ttft p99, ms; empty where no replica is left
 * @param tpot p99, ms; empty likewise
 * @param interval widest half-width of the p99s, in %
 * @param verdict whether the SLO holds, or by how much it is missed
 * @param holds the same as a state
 */
public record LoadRow(
    String what,
    String when,
    String replicas,
    String rate,
    String requests,
    String ttft,
    String tpot,
    String interval,
    String verdict,
    boolean holds) {
  private static final double MILLIS = 1e3;

  /** The rows of a plan; none where nothing was simulated. */
  public static List<LoadRow> of(PlanResult plan) {
    return plan.verification()
        .map(done -> done.loads().stream().map(load -> row(done, load)).toList())
        .orElse(List.of());
  }

  private static LoadRow row(Verification done, VerifiedLoad load) {
    String optional = done.isRequired(load) ? "" : ", need not hold";
    return new LoadRow(
        load.kind().word(),
        load.name(),
        load.replicas() + " × " + load.part(),
        ReadableNumbers.number(load.rate()),
        ReadableNumbers.count(load.requests()),
        millis(load, KeyFigure.TTFT_P99),
        millis(load, KeyFigure.TPOT_P99),
        load.figures().isPresent() && Double.isFinite(load.halfWidth())
            ? "± " + ReadableNumbers.percent(load.halfWidth())
            : "",
        (load.holds() ? "✓ holds" : "✕ " + load.miss()) + optional,
        load.holds());
  }

  private static String millis(VerifiedLoad load, KeyFigure figure) {
    return load.figures()
        .map(figures -> figures.value(figure))
        .filter(Double::isFinite)
        .map(seconds -> ReadableNumbers.number(seconds * MILLIS))
        .orElse("");
  }
}
