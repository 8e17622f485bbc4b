package io.foretoken.scenario.plan.result;

import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.price.PriceBook;
import io.foretoken.scenario.plan.verify.Verification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a plan comes to. It is the same for the same scenario and seed, however many workers made
 * it.
 *
 * @param scenario name of the scenario
 * @param model catalogue id of the model
 * @param seed root of the random numbers
 * @param headroom whether the SLO is to hold with the largest replica down
 * @param budgetUsdPerMonth what the fleet may cost, if there is a limit
 * @param forecast the traffic
 * @param prices of the GPUs considered
 * @param candidates what is known of each, by number
 * @param fleets the cheapest fleet by case of the forecast; a case without any is absent
 * @param runnersUp every candidate: fleets by cost, then those without one by name
 * @param verification of the fleet of the expected case; empty without one
 * @param starts how to start the recommended fleet, one for each kind of replica at the peak
 * @param verdict whether there is a fleet that holds and is within the budget, and what is missing
 * @param notes what the user should know about how the plan was made
 */
public record PlanResult(
    String scenario,
    String model,
    long seed,
    boolean headroom,
    OptionalDouble budgetUsdPerMonth,
    Forecast forecast,
    PriceBook prices,
    List<CandidateCapacity> candidates,
    Map<ForecastCase, FleetPlan> fleets,
    List<RunnerUp> runnersUp,
    Optional<Verification> verification,
    List<FleetStart> starts,
    PlanVerdict verdict,
    List<String> notes) {
  /** The recommended fleet: that of the expected case. */
  public Optional<FleetPlan> fleet() {
    return Optional.ofNullable(fleets.get(ForecastCase.EXPECTED));
  }

  /** Candidates whose capacity was searched by simulation. */
  public int simulated() {
    return (int) candidates.stream().filter(CandidateCapacity::isSearched).count();
  }
}
