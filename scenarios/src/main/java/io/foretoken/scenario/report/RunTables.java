package io.foretoken.scenario.report;

import io.foretoken.scenario.cost.CostShares;
import io.foretoken.scenario.figure.GroupFigures;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.Replications;
import java.util.List;
import java.util.Optional;

/** Tables of a run's report that not every run has. */
final class RunTables {
  private static final String SATURATED = "saturated";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final List<KeyFigure> WITH_INTERVAL =
      List.of(
          KeyFigure.TTFT_MEAN,
          KeyFigure.TTFT_P99,
          KeyFigure.TPOT_MEAN,
          KeyFigure.TPOT_P99,
          KeyFigure.E2E_P99,
          KeyFigure.OUTPUT_TOKENS_PER_S,
          KeyFigure.GOODPUT_REQUESTS_PER_S,
          KeyFigure.USD_PER_1M_OUTPUT_RESERVED);

  private RunTables() {}

  /** Means over several runs with their intervals. */
  static void intervals(Page.Card card, Replications runs) {
    PageTable.Builder table = PageTable.builder().words("").number("Mean").number("95 % interval");
    for (KeyFigure figure : WITH_INTERVAL) {
      Interval interval = runs.intervals().get(figure);
      if (interval != null) {
        table.row(
            figure.key(),
            value(figure, interval.mean()),
            "± " + value(figure, interval.halfWidth()));
      }
    }
    card.table(table.build());
  }

  private static String value(KeyFigure figure, double value) {
    boolean isTime = figure.key().matches("(ttft|tpot|e2e)_.*_s");
    return isTime
        ? ReadableNumbers.time(value * NANOS_PER_SECOND)
        : figure.key().contains("usd") ? ReadableNumbers.usd(value) : ReadableNumbers.number(value);
  }

  /** Classes, tenants, and what they bear. */
  static void groups(Page.Card card, RunOutcome outcome) {
    RunFigures run = outcome.figures();
    card.heading("By class");
    card.table(
        groups(run, run.classes(), outcome.cost().map(cost -> cost.shares().classes()), "Class"));
    card.heading("By tenant");
    card.table(
        groups(run, run.tenants(), outcome.cost().map(cost -> cost.shares().tenants()), "Tenant"));
    outcome
        .cost()
        .ifPresent(
            cost ->
                card.note(
                    "Shares are of busy GPU time; idle time is "
                        + ReadableNumbers.percent(
                            cost.shares().idleUsd()
                                / (cost.shares().idleUsd() + cost.shares().busyUsd()))
                        + " of the cost and no class's."));
  }

  private static PageTable groups(
      RunFigures run,
      List<GroupFigures> groups,
      Optional<List<CostShares.Share>> shares,
      String heading) {
    PageTable.Builder table =
        PageTable.builder()
            .words(heading)
            .wideNumber("Requests")
            .number("TTFT p50")
            .number("TTFT p99")
            .wideNumber("TPOT p99")
            .wideNumber("ITL p99")
            .wideNumber("Output\ntokens/s")
            .wideNumber("GPU share")
            .number("Per 1M\noutput")
            .words("SLO");
    for (int at = 0; at < groups.size(); at++) {
      GroupFigures group = groups.get(at);
      boolean isEmpty = group.ttft().count() == 0;
      int number = at;
      table.row(
          group.name(),
          ReadableNumbers.count(group.group().counts().measuredFinished()),
          isEmpty ? "-" : time(run, group.ttft().p50()),
          isEmpty ? "-" : time(run, group.ttft().p99()),
          group.tpot().count() == 0 ? "-" : time(run, group.tpot().p99()),
          group.itl().count() == 0 ? "-" : time(run, group.itl().p99()),
          ReadableNumbers.number(group.outputTokensPerSecond()),
          shares.map(all -> ReadableNumbers.percent(all.get(number).part())).orElse("-"),
          shares.map(all -> ReadableNumbers.usd(all.get(number).output())).orElse("-"),
          group.slo().terms().isEmpty() ? "" : group.slo().met() ? "✓ holds" : "✕ misses");
    }
    return table.build();
  }

  private static String time(RunFigures run, double nanos) {
    return run.showsSaturated() ? SATURATED : ReadableNumbers.time(nanos);
  }
}
