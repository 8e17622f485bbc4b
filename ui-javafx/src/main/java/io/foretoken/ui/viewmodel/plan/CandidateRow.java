package io.foretoken.ui.viewmodel.plan;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.scenario.plan.result.RunnerUp;
import io.foretoken.scenario.report.Provenance;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A candidate as the table has it: the cheapest fleet of it alone, and why it was not taken.
 *
 * @param name of the candidate, behind the ring of its provenance where it can serve
 * @param capacity requests/s of a replica within the SLO; "<" before a bound; empty for none
 * @param gpus at the peak; empty without a fleet
 * @param usd a month, US dollars; NaN without a fleet
 * @param usdLow what a fleet for the low traffic costs; NaN where there is none
 * @param usdHigh what a fleet for the high traffic costs; NaN where there is none
 * @param ttft p99 at the capacity, ms; empty where that is not known by simulation
 * @param tpot p99 at the capacity, ms; empty likewise
 * @param verdict why it was or was not taken
 * @param standing the same as a state
 */
public record CandidateRow(
    String name,
    String capacity,
    String gpus,
    double usd,
    double usdLow,
    double usdHigh,
    String ttft,
    String tpot,
    String verdict,
    Standing standing) {
  private static final double MILLIS = 1e3;

  /** How a candidate stands. */
  public enum Standing {
    CHOSEN,
    /** Holds, and is dearer. */
    DEARER,
    /** Not compared yet: the plan is on its way or was cancelled. */
    OPEN,
    /** Holds no load, or there is no fleet of it. */
    OUT
  }

  /** The rows of a plan, cheapest first; a fleet of several kinds comes before all. */
  public static List<CandidateRow> of(PlanResult plan) {
    List<CandidateRow> rows = new ArrayList<>();
    Optional<FleetPlan> fleet = plan.fleet();
    if (fleet.isPresent() && plan.runnersUp().stream().noneMatch(RunnerUp::isChosen)) {
      rows.add(mix(plan, fleet.get()));
    }
    plan.runnersUp().forEach(row -> rows.add(row(plan, row)));
    return List.copyOf(rows);
  }

  /** The rows of a plan that is on its way or was cancelled, as far as something is known. */
  public static List<CandidateRow> found(List<CandidateCapacity> candidates) {
    return candidates.stream().map(CandidateRow::found).toList();
  }

  private static CandidateRow found(CandidateCapacity known) {
    Optional<PointFigures> at = known.search().flatMap(found -> found.at());
    String verdict =
        known.isOut()
            ? "✕ " + begun(known.reason())
            : known.isSearched() ? "Capacity simulated" : "Holds less than this";
    return new CandidateRow(
        ringed(known),
        capacity(known),
        "",
        Double.NaN,
        Double.NaN,
        Double.NaN,
        millis(at, KeyFigure.TTFT_P99),
        millis(at, KeyFigure.TPOT_P99),
        verdict,
        known.isOut() ? Standing.OUT : Standing.OPEN);
  }

  private static String ringed(CandidateCapacity known) {
    String ring =
        known.candidate().fits() ? Provenance.ring(known.candidate().provenance()) + " " : "";
    return ring + known.candidate().name();
  }

  private static String capacity(CandidateCapacity known) {
    return known.isOut()
        ? ""
        : (known.isSearched() ? "" : "< ") + ReadableNumbers.number(known.perReplica());
  }

  private static CandidateRow mix(PlanResult plan, FleetPlan fleet) {
    return new CandidateRow(
        fleet.words(),
        "",
        Integer.toString(fleet.peak().gpus()),
        fleet.money().usdPerMonth(),
        usd(plan, ForecastCase.LOW),
        usd(plan, ForecastCase.HIGH),
        "",
        "",
        plan.verdict().holds() ? "✓ Cheapest that holds, a mix" : "✕ The nearest, a mix",
        Standing.CHOSEN);
  }

  private static double usd(PlanResult plan, ForecastCase which) {
    return Optional.ofNullable(plan.fleets().get(which))
        .map(fleet -> fleet.money().usdPerMonth())
        .orElse(Double.NaN);
  }

  private static CandidateRow row(PlanResult plan, RunnerUp row) {
    CandidateCapacity known = plan.candidates().get(row.candidate());
    Optional<PointFigures> at = known.search().flatMap(found -> found.at());
    boolean isOut = row.fleet().isEmpty();
    String reason =
        row.isChosen() && !plan.verdict().holds() ? "the nearest, does not hold" : row.reason();
    String sign = row.isChosen() ? (plan.verdict().holds() ? "✓ " : "✕ ") : isOut ? "✕ " : "";
    return new CandidateRow(
        ringed(known),
        capacity(known),
        row.fleet().map(fleet -> Integer.toString(fleet.peak().gpus())).orElse(""),
        row.fleet().map(fleet -> fleet.money().usdPerMonth()).orElse(Double.NaN),
        row.usdPerMonthLow(),
        row.usdPerMonthHigh(),
        millis(at, KeyFigure.TTFT_P99),
        millis(at, KeyFigure.TPOT_P99),
        sign + begun(reason),
        row.isChosen() ? Standing.CHOSEN : isOut ? Standing.OUT : Standing.DEARER);
  }

  private static String millis(Optional<PointFigures> at, KeyFigure figure) {
    return at.map(figures -> figures.value(figure))
        .filter(Double::isFinite)
        .map(seconds -> ReadableNumbers.number(seconds * MILLIS))
        .orElse("");
  }

  private static String begun(String words) {
    return words.isEmpty()
        ? ""
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
