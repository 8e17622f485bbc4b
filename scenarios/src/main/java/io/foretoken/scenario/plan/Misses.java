package io.foretoken.scenario.plan;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.candidate.SloMiss;
import io.foretoken.scenario.plan.fleet.FleetPart;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.price.Term;
import io.foretoken.scenario.plan.price.TermPrice;
import io.foretoken.scenario.plan.result.PlanVerdict;
import io.foretoken.scenario.plan.verify.Verification;
import io.foretoken.scenario.plan.verify.VerifiedLoad;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why fleets and candidates do not do, in words. */
final class Misses {
  private static final double PER_MONTH = CostFigures.HOURS_PER_MONTH / Forecast.HOURS_PER_WEEK;

  private Misses() {}

  /**
   * Refuses an objective that no candidate meets even when it is idle.
   *
   * @throws BadInputException then, with the floor of the one that comes nearest
   */
  static void checkFloor(PlanQuestion question, List<CandidateCapacity> known) {
    if (known.stream().anyMatch(each -> !each.isOut())) {
      return;
    }
    SloMiss nearest = null;
    String name = "";
    for (CandidateCapacity each : known) {
      Optional<SloMiss> miss =
          each.floor().flatMap(figures -> SloMiss.worst(question.sample().classes(), figures));
      if (miss.isPresent() && (nearest == null || over(miss.get()) < over(nearest))) {
        nearest = miss.get();
        name = each.candidate().name();
      }
    }
    if (nearest == null) {
      return;
    }
    Origin origin =
        question.tree().root().get("slo") == null
            ? question.tree().root().origin()
            : question.tree().root().get("slo").origin();
    throw new BadInputException(
        new Problem(
            origin,
            "slo",
            "no candidate meets "
                + nearest.what()
                + " <= "
                + ReadableNumbers.time((double) nearest.thresholdNanos())
                + " even at batch 1: nearest is "
                + name
                + (Double.isNaN(nearest.valueNanos())
                    ? ""
                    : ", whose floor is " + ReadableNumbers.time(nearest.valueNanos())),
            "relax the objective, or name faster candidates: a larger tensor parallelism, smaller"
                + " weights, another GPU"));
  }

  private static double over(SloMiss miss) {
    return Double.isNaN(miss.valueNanos()) ? 1e300 : miss.valueNanos() / miss.thresholdNanos();
  }

  /**
   * Refuses a budget that does not even pay for one replica in the hours with traffic.
   *
   * @throws BadInputException then
   */
  static void checkBudget(PlanQuestion question, List<CandidateCapacity> known) {
    if (question.budgetUsdPerMonth().isEmpty()) {
      return;
    }
    double least = Double.POSITIVE_INFINITY;
    String name = "";
    for (CandidateCapacity each : known) {
      for (TermPrice price : question.prices().of(each.candidate().gpu())) {
        double usd = monthly(question.forecast(), each, price);
        if (!each.isOut() && usd < least) {
          least = usd;
          name = each.candidate().name() + " " + price.term().word();
        }
      }
    }
    if (question.budgetUsdPerMonth().getAsDouble() < least && Double.isFinite(least)) {
      throw new BadInputException(
          new Problem(
              question.budgetOrigin(),
              "plan.budget_usd_per_month",
              "the budget is below the cheapest replica: one of "
                  + name
                  + " costs "
                  + ReadableNumbers.usd(least)
                  + " a month",
              "raise it, or name cheaper GPUs"));
    }
  }

  /** One replica in the hours with traffic, or all week if it is reserved. */
  private static double monthly(Forecast forecast, CandidateCapacity each, TermPrice price) {
    double usd = 0;
    for (int period = 0; period < forecast.periods().size(); period++) {
      boolean isPaid =
          price.term() == Term.RESERVED || forecast.rate(period, ForecastCase.EXPECTED) > 0;
      double hourly = price.usdPerHour().get(period);
      usd += isPaid && !Double.isNaN(hourly) ? forecast.periods().get(period).hours() * hourly : 0;
    }
    return usd * each.candidate().gpus() * PER_MONTH;
  }

  /** Whether a plan found a fleet that does. */
  static PlanVerdict verdict(
      PlanQuestion question,
      Map<ForecastCase, FleetPlan> fleets,
      Optional<Verification> verification,
      List<CandidateCapacity> known) {
    FleetPlan fleet = fleets.get(ForecastCase.EXPECTED);
    if (fleet == null) {
      boolean anyHolds = known.stream().anyMatch(each -> !each.isOut());
      return anyHolds
          ? new PlanVerdict(
              false,
              "the GPUs that can be had do not suffice for "
                  + ReadableNumbers.number(question.forecast().peak(ForecastCase.EXPECTED))
                  + " requests/s"
                  + (question.rules().spare() ? " with one replica down" : ""),
              "raise plan.availability, add a GPU or a term, or write headroom: none")
          : new PlanVerdict(false, nearest(known), "relax the objective, or name other candidates");
    }
    Optional<VerifiedLoad> missed =
        verification.flatMap(
            done ->
                done.loads().stream()
                    .filter(load -> !load.holds() && done.isRequired(load))
                    .findFirst());
    if (missed.isPresent()) {
      VerifiedLoad load = missed.get();
      return new PlanVerdict(
          false,
          fleet.words() + " at " + load.name() + " (" + load.kind().word() + "): " + load.miss(),
          "relax the objective, raise plan.availability, or lower the spike");
    }
    double usd = fleet.money().usdPerMonth();
    if (question.budgetUsdPerMonth().isPresent()
        && usd > question.budgetUsdPerMonth().getAsDouble()) {
      double budget = question.budgetUsdPerMonth().getAsDouble();
      return new PlanVerdict(
          false,
          fleet.words()
              + " costs "
              + ReadableNumbers.usd(usd)
              + " a month, "
              + ReadableNumbers.usd(usd - budget)
              + " over the budget",
          "raise the budget to "
              + ReadableNumbers.usd(Math.ceil(usd))
              + ", or lower the peak to about "
              + ReadableNumbers.number(100 * budget / usd)
              + " % of it");
    }
    return PlanVerdict.HOLDS;
  }

  private static String nearest(List<CandidateCapacity> known) {
    return known.stream()
        .filter(each -> each.floor().isPresent())
        .findFirst()
        .or(() -> known.stream().findFirst())
        .map(each -> each.candidate().name() + ": " + each.reason())
        .orElse("there is no candidate");
  }

  /** Whether two fleets have the same replicas at the peak. */
  static boolean isSame(Optional<FleetPlan> chosen, Optional<FleetPlan> alone) {
    return chosen.isPresent()
        && alone.isPresent()
        && kinds(chosen.get()).equals(kinds(alone.get()));
  }

  private static List<String> kinds(FleetPlan fleet) {
    return fleet.peak().parts().stream().map(FleetPart::name).distinct().sorted().toList();
  }

  /** Why a candidate's own fleet was not taken. */
  static String why(
      PlanQuestion question,
      CandidateCapacity each,
      Optional<FleetPlan> alone,
      Optional<FleetPlan> chosen) {
    if (each.isOut()) {
      return each.reason();
    }
    if (alone.isEmpty()) {
      return question.prices().of(each.candidate().gpu()).isEmpty()
          ? "has no price"
          : "the GPUs that can be had do not suffice";
    }
    if (chosen.isEmpty()) {
      return "";
    }
    if (isSame(chosen, alone)) {
      return "cheapest that holds";
    }
    double ratio = alone.get().money().usdPerWeek() / chosen.get().money().usdPerWeek() - 1;
    String dearer =
        ratio < 0.0005
            ? "costs the same, but less capacity or a later name"
            : (each.isSearched() ? "" : "at least ")
                + ReadableNumbers.number(100 * ratio)
                + " % dearer";
    boolean isOver =
        question.budgetUsdPerMonth().isPresent()
            && alone.get().money().usdPerMonth() > question.budgetUsdPerMonth().getAsDouble();
    return isOver ? dearer + ", over the budget" : dearer;
  }
}
