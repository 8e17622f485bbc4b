package io.foretoken.cli;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetMoney;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.plan.result.FleetStart;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.scenario.plan.result.RunnerUp;
import io.foretoken.scenario.plan.verify.Verification;
import io.foretoken.scenario.plan.verify.VerifiedLoad;
import io.foretoken.scenario.statistic.Interval;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code plan} prints on a terminal. */
final class PlanTable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MOST_CANDIDATES = 16;

  private PlanTable() {}

  /** The text of a plan, lines with line ends. */
  static String render(PlanResult plan, Paint paint) {
    StringBuilder out = new StringBuilder();
    out.append(paint.bold(plan.scenario())).append('\n');
    if (!plan.verdict().holds()) {
      out.append(paint.bad("no fleet holds")).append(": ");
      out.append(plan.verdict().nearestMiss()).append('\n');
      out.append("what would: ").append(plan.verdict().remedy()).append('\n');
    }
    plan.fleet().ifPresent(fleet -> answer(out, plan, fleet, paint));
    plan.fleet().ifPresent(fleet -> out.append('\n').append(sizes(fleet, paint)));
    plan.verification().ifPresent(done -> out.append('\n').append(verified(done, paint)));
    out.append('\n').append(candidates(plan, paint));
    for (FleetStart start : plan.starts()) {
      out.append('\n').append("start one ").append(start.name()).append(":\n");
      start
          .command()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> out.append("  ").append(line).append('\n'));
    }
    plan.notes().forEach(note -> out.append(paint.dim(note)).append('\n'));
    return out.toString();
  }

  private static void answer(StringBuilder out, PlanResult plan, FleetPlan fleet, Paint paint) {
    FleetMoney money = fleet.money();
    out.append(plan.verdict().holds() ? "cheapest fleet that holds: " : "cheapest fleet: ")
        .append(paint.good(fleet.words()))
        .append(" at the peak, ")
        .append(FleetPlan.words(fleet.trough()))
        .append(" at the least\n");
    out.append(ReadableNumbers.usd(money.usdPerMonth()))
        .append(" a month, ")
        .append(ReadableNumbers.usd(money.usdPerHour()))
        .append(" an hour, ")
        .append(ReadableNumbers.usd(money.usdPer1mOutput()))
        .append(" per 1M output tokens, ")
        .append(ReadableNumbers.number(money.gpuHoursPerMonth()))
        .append(" GPU-hours a month\n");
    for (FleetPlan other : plan.fleets().values()) {
      if (!other.equals(fleet)) {
        out.append(other.forecastCase().word())
            .append(" traffic: ")
            .append(other.words())
            .append(", ")
            .append(ReadableNumbers.usd(other.money().usdPerMonth()))
            .append(" a month\n");
      }
    }
  }

  private static String sizes(FleetPlan fleet, Paint paint) {
    Table table =
        Table.builder()
            .text("when")
            .number("hours a week")
            .number("requests/s")
            .text("fleet")
            .number("GPUs")
            .number("holds")
            .number("with one down")
            .number("$/week")
            .build();
    for (FleetStep step : fleet.steps()) {
      table.row(
          step.name(),
          ReadableNumbers.number(step.hours()),
          ReadableNumbers.number(step.load()),
          FleetPlan.words(step),
          Integer.toString(step.gpus()),
          ReadableNumbers.number(step.capacity()),
          ReadableNumbers.number(step.capacityOneDown()),
          ReadableNumbers.usd(step.usdPerWeek()));
    }
    return table.render(paint);
  }

  private static String verified(Verification done, Paint paint) {
    Table table =
        Table.builder()
            .text("simulated")
            .text("when")
            .text("replicas")
            .number("requests/s")
            .number("requests")
            .number("TTFT p99")
            .number("TPOT p99")
            .text("SLO")
            .build();
    for (VerifiedLoad load : done.loads()) {
      table.row(
          load.kind().word(),
          load.name(),
          load.replicas() + " x " + load.part(),
          ReadableNumbers.number(load.rate()),
          String.format(Locale.ROOT, "%,d", load.requests()),
          time(load.figures(), KeyFigure.TTFT_P99),
          time(load.figures(), KeyFigure.TPOT_P99),
          load.holds() ? paint.good("holds") : paint.bad(load.miss()));
    }
    return table.render(paint);
  }

  private static String candidates(PlanResult plan, Paint paint) {
    Table table =
        Table.builder()
            .text("candidate")
            .number("holds")
            .number("TTFT p99")
            .number("TPOT p99")
            .number("GPUs")
            .number("$/month")
            .text("verdict")
            .build();
    List<RunnerUp> rows = plan.runnersUp();
    for (RunnerUp row : rows.subList(0, Math.min(MOST_CANDIDATES, rows.size()))) {
      CandidateCapacity known = plan.candidates().get(row.candidate());
      Optional<PointFigures> at = known.search().flatMap(found -> found.at());
      Optional<FleetPlan> fleet = row.fleet();
      table.row(
          row.name(),
          known.isOut()
              ? "-"
              : (known.isSearched() ? "" : "< ") + ReadableNumbers.number(known.perReplica()),
          time(at, KeyFigure.TTFT_P99),
          time(at, KeyFigure.TPOT_P99),
          fleet.map(one -> Integer.toString(one.peak().gpus())).orElse("-"),
          fleet.map(one -> ReadableNumbers.usd(one.money().usdPerMonth())).orElse("-"),
          row.isChosen() ? paint.good(row.reason()) : row.reason());
    }
    int more = rows.size() - MOST_CANDIDATES;
    return table.render(paint)
        + (more > 0 ? more + " more candidates in plan-candidates.csv\n" : "");
  }

  private static String time(Optional<PointFigures> figures, KeyFigure figure) {
    Interval interval = figures.map(at -> at.figures().get(figure)).orElse(null);
    if (interval == null) {
      return "-";
    }
    String text = ReadableNumbers.time(interval.mean() * NANOS_PER_SECOND);
    return Double.isNaN(interval.halfWidth())
        ? text
        : text + String.format(Locale.ROOT, " +-%.1f %%", 100 * interval.relative());
  }
}
