package io.foretoken.scenario.plan.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.plan.price.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.ojalgo.optimisation.Optimisation;

/** The search of labels against a general integer solver, which knows nothing of labels. */
class IntegerProgramTest {
  private static final int NODES = 5000;

  /** Kinds of replicas whose cost is about in proportion to what they hold, as real ones are. */
  private static FleetProblem drawn(SplittableRandom random, int kinds, int steps, boolean spare) {
    List<Offer> offers = new ArrayList<>();
    for (int at = 0; at < kinds; at++) {
      long capacity = 5L + random.nextInt(30);
      long whole = capacity * (40 + random.nextInt(20));
      boolean isReserved = at == kinds - 1;
      List<Long> costs = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        costs.add(isReserved ? whole * 6 / 10 : whole * (steps - step) / steps);
      }
      Term term = isReserved ? Term.RESERVED : Term.ON_DEMAND;
      offers.add(new Offer(at, "k" + at, term, "g" + at, 1, capacity, costs));
    }
    List<Long> demand = new ArrayList<>();
    long load = 0;
    for (int step = 0; step < steps; step++) {
      load += 10 + random.nextInt(30);
      demand.add(load);
    }
    return new FleetProblem(
        offers, demand, spare, List.of(new Supply("g0", Optional.empty(), 1 + random.nextInt(6))));
  }

  /** Both find fleets of the same cost, whatever is drawn. */
  @Test
  void theSolverFindsTheSameCost() {
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 60; round++) {
      FleetProblem problem =
          drawn(random, 2 + random.nextInt(2), 1 + random.nextInt(2), round % 2 == 1);
      IntegerProgram.Answer other = new IntegerProgram(problem, NODES).solve();
      OptionalLong mine =
          FleetProgram.solve(problem).stream().mapToLong(FleetSolution::cost).findFirst();
      assertThat(other.state().isOptimal()).as("%s", problem).isEqualTo(mine.isPresent());
      assertThat(other.cost()).as("%s", problem).isEqualTo(mine);
    }
  }

  /**
   * With parts of replicas a fleet costs no more than the cheapest of whole ones, and little less
   * where it is large: 12 sizes up to some hundred requests/s of replicas that hold 5 to 34.
   */
  @Test
  void partsOfReplicasCostNoMore() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 40; round++) {
      FleetProblem problem = drawn(random, 4, 1 + 11 * (round % 2), round % 4 > 1);
      long cost = FleetProgram.solve(problem).orElseThrow().cost();
      long least = FleetRelaxation.leastCost(problem);
      assertThat(least).as("%s", problem).isBetween(1L, cost);
      if (round % 4 == 1) {
        assertThat(least).as("%s", problem).isGreaterThan(cost * 9 / 10);
      }
    }
  }

  /** Writes target/fleet-program-times.csv, of which decision 29 tells. */
  @Test
  @EnabledIfSystemProperty(named = "foretoken.times", matches = "true")
  void timesOfBoth() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("kinds,sizes,spare,labels_ms,labels_cost,solver_ms,solver_state,solver_cost");
    SplittableRandom random = new SplittableRandom(23);
    for (boolean spare : new boolean[] {false, true}) {
      for (int kinds : new int[] {3, 4, 6}) {
        for (int steps : new int[] {4, 12}) {
          FleetProblem problem = drawn(random, kinds, steps, spare);
          FleetProgram.solve(problem);
          long begin = System.nanoTime();
          FleetSolution mine = FleetProgram.solve(problem).orElseThrow();
          long labels = System.nanoTime() - begin;
          begin = System.nanoTime();
          IntegerProgram.Answer other = new IntegerProgram(problem, NODES).solve();
          long solver = System.nanoTime() - begin;
          Optimisation.State state = other.state();
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%d,%d,%s,%.1f,%d%s,%.1f,%s,%s",
                  kinds,
                  steps,
                  spare,
                  labels * 1e-6,
                  mine.cost(),
                  mine.proven() ? "" : " unproven",
                  solver * 1e-6,
                  state,
                  other.cost().isPresent() ? other.cost().getAsLong() : "none"));
        }
      }
    }
    Files.write(Path.of("target", "fleet-program-times.csv"), lines);
  }
}
