package io.foretoken.cli;

import io.foretoken.scenario.cost.CostShares;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.GroupFigures;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The part of a run's table that tells classes and tenants apart, one line each. */
final class ClassTable {
  private static final String SATURATED = "saturated";

  private final RunFigures run;
  private final Optional<CostShares> shares;
  private final boolean hasObjectives;
  private final ExpectedError expected;
  private final Paint paint;

  private ClassTable(
      PreparedRun scenario, RunOutcome outcome, ExpectedError expected, Paint paint) {
    this.expected = expected;
    run = outcome.figures();
    shares = outcome.cost().map(cost -> cost.shares());
    hasObjectives = scenario.classes().haveObjectives();
    this.paint = paint;
  }

  /** Lines with line ends. */
  static String render(
      PreparedRun scenario, RunOutcome outcome, ExpectedError expected, Paint paint) {
    ClassTable table = new ClassTable(scenario, outcome, expected, paint);
    RequestClasses classes = scenario.classes();
    String text = table.render("class", table.run.classes(), false);
    long owners = classes.classes().stream().map(each -> each.tenant()).distinct().count();
    boolean tenantsAreClasses =
        owners == classes.classes().size()
            && classes.classes().stream().noneMatch(each -> each.tenant().isEmpty());
    return tenantsAreClasses || classes.tenants().size() == 1
        ? text
        : text + '\n' + table.render("tenant", table.run.tenants(), true);
  }

  private String render(String what, List<GroupFigures> groups, boolean areTenants) {
    Table.Builder columns =
        Table.builder()
            .text(what)
            .number("requests")
            .number("TTFT p50")
            .number("p99")
            .number("TPOT p50")
            .number("p99")
            .number("ITL p99")
            .number("E2E p99")
            .number("output tok/s");
    if (hasObjectives) {
      columns.number("goodput/s");
      if (!areTenants) {
        columns.text("SLO");
      }
    }
    if (shares.isPresent()) {
      columns.number("GPU share").number("$/1M output");
    }
    Table table = columns.build();
    for (int at = 0; at < groups.size(); at++) {
      table.row(cells(groups.get(at), at, areTenants).toArray(String[]::new));
    }
    table.row(expected(areTenants).toArray(String[]::new));
    return table.render(paint) + idle();
  }

  private List<String> cells(GroupFigures group, int at, boolean isTenant) {
    List<String> cells = new ArrayList<>();
    cells.add(group.name());
    cells.add(ReadableNumbers.count(group.group().counts().measuredFinished()));
    cells.add(time(group, group.ttft(), group.ttft().p50()));
    cells.add(p99(group, group.ttft()));
    cells.add(time(group, group.tpot(), group.tpot().p50()));
    cells.add(p99(group, group.tpot()));
    cells.add(p99(group, group.itl()));
    cells.add(p99(group, group.e2e()));
    cells.add(ReadableNumbers.number(group.outputTokensPerSecond()));
    if (hasObjectives) {
      cells.add(ReadableNumbers.number(group.slo().goodput()));
      if (!isTenant) {
        cells.add(verdict(group));
      }
    }
    if (shares.isPresent()) {
      CostShares.Share share = (isTenant ? shares.get().tenants() : shares.get().classes()).get(at);
      cells.add(ReadableNumbers.percent(share.part()));
      cells.add(ReadableNumbers.usd(share.output()));
    }
    return cells;
  }

  /** The last line: the bands of the figures above, whoever's they are. */
  private List<String> expected(boolean areTenants) {
    List<String> cells = new ArrayList<>(List.of("expected", ""));
    for (ExpectedError.Latency of :
        List.of(ExpectedError.Latency.TTFT, ExpectedError.Latency.TPOT)) {
      cells.add(expected.of(of, ExpectedError.Statistic.P50).words());
      cells.add(expected.of(of, ExpectedError.Statistic.P99).words());
    }
    cells.add(expected.of(ExpectedError.Latency.ITL, ExpectedError.Statistic.P99).words());
    cells.add(expected.of(ExpectedError.Latency.E2E, ExpectedError.Statistic.P99).words());
    cells.add(expected.throughput().words());
    int others = (hasObjectives ? (areTenants ? 1 : 2) : 0) + (shares.isPresent() ? 2 : 0);
    cells.addAll(Collections.nCopies(others, ""));
    return cells;
  }

  private static String verdict(GroupFigures group) {
    if (group.slo().terms().isEmpty()) {
      return "-";
    }
    return group.slo().met() ? "holds" : "misses";
  }

  private String time(GroupFigures group, Latency latency, double nanos) {
    if (latency.count() == 0) {
      return "-";
    }
    return run.showsSaturated(group) ? SATURATED : ReadableNumbers.time(nanos);
  }

  private String p99(GroupFigures group, Latency latency) {
    String text = time(group, latency, latency.p99());
    boolean isMarked = latency.count() > 0 && !run.showsSaturated(group) && !latency.hasFirmP99();
    return isMarked ? text + "*" : text;
  }

  private String idle() {
    return shares
        .map(
            money ->
                "shares are of busy GPU time; idle time is "
                    + ReadableNumbers.percent(money.idleUsd() / (money.idleUsd() + money.busyUsd()))
                    + " of the cost and no class's\n")
        .orElse("");
  }
}
