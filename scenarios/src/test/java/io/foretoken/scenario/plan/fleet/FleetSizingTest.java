package io.foretoken.scenario.plan.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.plan.candidate.Candidate;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.forecast.Period;
import io.foretoken.scenario.plan.forecast.Rates;
import io.foretoken.scenario.plan.price.PriceBook;
import io.foretoken.scenario.plan.price.Term;
import io.foretoken.scenario.plan.price.TermPrice;
import io.foretoken.scenario.plan.program.FleetProgram;
import io.foretoken.scenario.plan.program.Supply;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of the program, and what its answer costs. A replica holds 2 requests/s. */
class FleetSizingTest {
  private static final String GPU = "h100-sxm-80gb";

  /** Twelve hours of each day at 9 requests/s, twelve at 1. */
  private static final Forecast DAY_AND_NIGHT =
      new Forecast(
          List.of(
              new Period("day", 84, new Rates(9, 9, 9), Optional.empty()),
              new Period("night", 84, new Rates(1, 1, 1), Optional.empty())),
          List.of(new Forecast.Piece(0, 0, 84), new Forecast.Piece(1, 84, 84)),
          false,
          false);

  private static FleetPlan plan(double interruption, List<Supply> supplies, TermPrice... prices) {
    Candidate candidate =
        new Candidate(
            0,
            "one",
            GPU,
            1,
            1,
            "bf16",
            Map.of(),
            new ScenarioTree(LocatedYaml.parseMap("model: m", "m.yaml"), Path.of(""), "m"),
            "vllm",
            "fitted",
            Optional.empty());
    CandidateCapacity two =
        new CandidateCapacity(candidate, 2, Optional.empty(), Optional.empty(), "");
    FleetSizing sizing =
        new FleetSizing(
            DAY_AND_NIGHT,
            ForecastCase.EXPECTED,
            new PriceBook(List.of(prices)),
            new FleetRules(false, interruption, 0, 12, supplies),
            new TokensPerRequest(100, 50));
    return sizing.plan(
        FleetProgram.solve(sizing.problem(List.of(two), sizing.demand())).orElseThrow());
  }

  private static TermPrice price(Term term, double usd) {
    return TermPrice.always(GPU, term, usd, 2, "us", "2026-09");
  }

  /**
   * A tenth of spot replicas may be gone, so each counts for 1.8: 9 / 1.8 = 5 by day, 1 by night.
   * That is 6 x 84 = 504 GPU-hours at $1. On demand it would be as many at $3.
   */
  @Test
  void spotReplicasCountForWhatIsLeftOfThem() {
    FleetPlan fleet = plan(0.1, List.of(), price(Term.ON_DEMAND, 3), price(Term.SPOT, 1));

    assertThat(fleet.peak().parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.term()).isEqualTo(Term.SPOT);
              assertThat(part.replicas()).isEqualTo(5);
            });
    assertThat(fleet.peak().capacity()).isCloseTo(9, within(1e-9));
    assertThat(fleet.money().usdPerWeek()).isCloseTo(504, within(1e-6));
  }

  /** Half of them gone: 9 by day, 1 by night, 840 GPU-hours. */
  @Test
  void moreSpotReplicasAreRentedWhereMoreMayBeGone() {
    FleetPlan fleet = plan(0.5, List.of(), price(Term.ON_DEMAND, 3), price(Term.SPOT, 1));
    assertThat(fleet.peak().gpus()).isEqualTo(9);
    assertThat(fleet.money().usdPerWeek()).isCloseTo(840, within(1e-6));
  }

  /**
   * Three spot GPUs can be had, which count for 5.4; what lacks to 9 are two on demand. By night
   * one spot replica is enough: 3 x 84 + 84 of spot at $1 and 2 x 84 at $3.
   */
  @Test
  void whatSpotCannotSupplyIsOnDemand() {
    FleetPlan fleet =
        plan(
            0.1,
            List.of(new Supply(GPU, Optional.of(Term.SPOT), 3)),
            price(Term.ON_DEMAND, 3),
            price(Term.SPOT, 1));
    assertThat(fleet.peak().parts())
        .extracting(part -> part.replicas() + " " + part.term())
        .containsExactlyInAnyOrder("3 SPOT", "2 ON_DEMAND");
    assertThat(fleet.money().usdPerWeek()).isCloseTo(4 * 84 + 2 * 84 * 3, within(1e-6));
  }

  /**
   * A reserved GPU is paid all week: at $1.40 it is cheaper than $3 by the hour where it runs more
   * than 78 hours a week, so all five are reserved: 5 x 168 x 1.4.
   */
  @Test
  void whatRunsLongEnoughIsReserved() {
    FleetPlan fleet = plan(0.1, List.of(), price(Term.ON_DEMAND, 3), price(Term.RESERVED, 1.4));
    assertThat(fleet.peak().parts())
        .singleElement()
        .satisfies(part -> assertThat(part.term()).isEqualTo(Term.RESERVED));
    assertThat(fleet.money().usdPerWeek()).isCloseTo(5 * 168 * 1.4, within(1e-6));
  }
}
