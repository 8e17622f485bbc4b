package io.foretoken.scenario.plan.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.plan.price.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The cheapest fleet is the cheapest of all fleets, and obeys the laws of a cheapest fleet. */
class FleetProgramTest {
  private static Offer offer(int candidate, String name, Term term, long capacity, Long... cost) {
    return new Offer(candidate, name, term, name, 1, capacity, List.of(cost));
  }

  private static FleetProblem problem(List<Offer> offers, boolean spare, Long... demand) {
    return new FleetProblem(offers, List.of(demand), spare, List.of());
  }

  /** 10 and 25 of load; replicas of 4 at $1 a step: 3 hold 12, 7 hold 28: 3 x $2 + 4 x $1. */
  @Test
  void takesWholeReplicasStepByStep() {
    Offer only = offer(0, "a", Term.ON_DEMAND, 4, 2L, 1L);
    FleetSolution fleet = FleetProgram.solve(problem(List.of(only), false, 10L, 25L)).orElseThrow();
    assertThat(fleet.counts()).containsExactly(List.of(3), List.of(7));
    assertThat(fleet.cost()).isEqualTo(10);
    assertThat(fleet.proven()).isTrue();
  }

  /** With one down, 3 replicas of 4 must hold 10, so 4 run; 7 must hold 25, so 8. */
  @Test
  void keepsASpareReplica() {
    Offer only = offer(0, "a", Term.ON_DEMAND, 4, 2L, 1L);
    FleetSolution fleet = FleetProgram.solve(problem(List.of(only), true, 10L, 25L)).orElseThrow();
    assertThat(fleet.counts()).containsExactly(List.of(4), List.of(8));
  }

  /**
   * The load is 10 in 100 hours and 20 in 68. Reserved is $168 for the week whatever runs,
   * on-demand $2 an hour: the base of 10 is $336 on demand and so reserved, the top of 10 costs
   * $136 on demand and stays so.
   */
  @Test
  void reservesWhatRunsForLong() {
    Offer demand = offer(0, "a", Term.ON_DEMAND, 10, 336L, 136L);
    Offer reserved = offer(0, "a", Term.RESERVED, 10, 168L, 168L);
    FleetSolution fleet =
        FleetProgram.solve(problem(List.of(demand, reserved), false, 10L, 20L)).orElseThrow();
    assertThat(fleet.counts()).containsExactly(List.of(0, 1), List.of(1, 1));
    assertThat(fleet.cost()).isEqualTo(168 + 136);
  }

  /**
   * 13 is 10 + 3: one large at $10 and one small at $4 beat two large ($20) and five small ($20).
   */
  @Test
  void mixesKinds() {
    List<Offer> offers =
        List.of(
            offer(0, "large", Term.ON_DEMAND, 10, 10L), offer(1, "small", Term.ON_DEMAND, 3, 4L));
    FleetSolution fleet = FleetProgram.solve(problem(offers, false, 13L)).orElseThrow();
    assertThat(fleet.counts()).containsExactly(List.of(1, 1));
  }

  /** Two kinds alike in all but the name: the first name is taken, whatever the order of offers. */
  @Test
  void breaksTiesByName() {
    List<Offer> offers =
        List.of(offer(0, "a", Term.ON_DEMAND, 5, 3L), offer(1, "b", Term.ON_DEMAND, 5, 3L));
    assertThat(FleetProgram.solve(problem(offers, true, 12L)).orElseThrow().counts())
        .containsExactly(List.of(4, 0));
  }

  @Test
  void staysWithinSupplies() {
    List<Offer> offers =
        List.of(offer(0, "a", Term.ON_DEMAND, 5, 3L), offer(1, "b", Term.ON_DEMAND, 5, 4L));
    FleetProblem some =
        new FleetProblem(
            offers, List.of(20L), false, List.of(new Supply("a", Optional.empty(), 3)));
    assertThat(FleetProgram.solve(some).orElseThrow().counts()).containsExactly(List.of(3, 1));
    FleetProblem none =
        new FleetProblem(
            offers,
            List.of(20L),
            false,
            List.of(
                new Supply("a", Optional.empty(), 1),
                new Supply("b", Optional.of(Term.ON_DEMAND), 2)));
    assertThat(FleetProgram.solve(none)).isEmpty();
  }

  /**
   * 33 is four large ($40), or three and a small ($34), which five labels do not reach. In parts it
   * would be 3.3 large: $33, of which a millionth is given for rounding, so 32 in whole numbers.
   */
  @Test
  void saysWhereItWasCutOff() {
    List<Offer> offers =
        List.of(
            offer(0, "large", Term.ON_DEMAND, 10, 10L), offer(1, "small", Term.ON_DEMAND, 3, 4L));
    FleetSolution fleet = FleetProgram.solve(problem(offers, false, 33L), 5).orElseThrow();
    assertThat(fleet.proven()).isFalse();
    assertThat(fleet.cost()).isEqualTo(40);
    assertThat(fleet.least()).isEqualTo(32);
    assertThat(fleet.gap()).isEqualTo(40 / 32.0 - 1);
    assertThat(FleetProgram.solve(problem(offers, false, 33L)).orElseThrow().cost()).isEqualTo(34);
  }

  @Test
  void isTheCheapestOfAllFleets() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      FleetProblem problem = drawn(random);
      Optional<FleetSolution> found = FleetProgram.solve(problem);
      long least = new Exhaustive(problem).least();
      assertThat(found.map(FleetSolution::cost).orElse(Long.MAX_VALUE))
          .as("%s", problem)
          .isEqualTo(least);
    }
  }

  @Test
  void moreTrafficNeverCostsLess() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 200; round++) {
      FleetProblem problem = drawn(random);
      FleetProblem twice =
          problem.withDemand(problem.demand().stream().map(load -> 2 * load).toList());
      long once = FleetProgram.solve(problem).map(FleetSolution::cost).orElse(Long.MAX_VALUE);
      long more = FleetProgram.solve(twice).map(FleetSolution::cost).orElse(Long.MAX_VALUE);
      assertThat(more).isGreaterThanOrEqualTo(once);
    }
  }

  @Test
  void aCheaperOfferNeverMakesTheFleetDearer() {
    SplittableRandom random = new SplittableRandom(13);
    for (int round = 0; round < 200; round++) {
      FleetProblem problem = drawn(random);
      List<Offer> cheaper = new ArrayList<>(problem.offers());
      int which = random.nextInt(cheaper.size());
      Offer one = cheaper.get(which);
      cheaper.set(
          which,
          new Offer(
              one.candidate(),
              one.name(),
              one.term(),
              one.gpu(),
              one.gpus(),
              one.capacity(),
              one.cost().stream().map(cost -> cost - cost / 5).toList()));
      long before = FleetProgram.solve(problem).map(FleetSolution::cost).orElse(Long.MAX_VALUE);
      long after =
          FleetProgram.solve(problem.with(cheaper)).map(FleetSolution::cost).orElse(Long.MAX_VALUE);
      assertThat(after).isLessThanOrEqualTo(before);
    }
  }

  /** Two or three offers, two steps, sometimes with supplies. */
  private static FleetProblem drawn(SplittableRandom random) {
    List<Offer> offers = new ArrayList<>();
    int count = 2 + random.nextInt(2);
    for (int at = 0; at < count; at++) {
      long cost = 20L + random.nextInt(60);
      boolean reserved = random.nextInt(4) == 0;
      offers.add(
          new Offer(
              at,
              "k" + at,
              reserved ? Term.RESERVED : Term.ON_DEMAND,
              "g" + at % 2,
              1 + random.nextInt(2),
              5 + random.nextInt(20),
              List.of(cost, reserved ? cost : cost / (2 + random.nextInt(3)))));
    }
    long low = random.nextInt(40);
    List<Supply> supplies =
        random.nextInt(3) == 0
            ? List.of(new Supply("g0", Optional.empty(), 2 + random.nextInt(6)))
            : List.of();
    return new FleetProblem(
        offers, List.of(low, low + random.nextInt(40)), random.nextBoolean(), supplies);
  }

  /** All fleets of up to fourteen replicas of each offer, one after the other. */
  private static final class Exhaustive {
    private static final int MOST = 14;

    private final FleetProblem problem;
    private final int[] low;
    private final int[] high;
    private long least = Long.MAX_VALUE;

    Exhaustive(FleetProblem problem) {
      this.problem = problem;
      low = new int[problem.offers().size()];
      high = new int[problem.offers().size()];
    }

    long least() {
      tryLow(0);
      return least;
    }

    private void tryLow(int offer) {
      if (offer == low.length) {
        if (holds(low, 0)) {
          System.arraycopy(low, 0, high, 0, low.length);
          tryHigh(0);
        }
        return;
      }
      for (int count = 0; count <= MOST; count++) {
        low[offer] = count;
        tryLow(offer + 1);
        if (cost() >= least && holds(low, 0)) {
          break;
        }
      }
      low[offer] = 0;
    }

    private void tryHigh(int offer) {
      if (cost() >= least) {
        return;
      }
      if (offer == high.length) {
        if (holds(high, 1)) {
          least = cost();
        }
        return;
      }
      for (int count = low[offer]; count <= MOST; count++) {
        high[offer] = count;
        tryHigh(offer + 1);
      }
      high[offer] = low[offer];
    }

    private long cost() {
      long sum = 0;
      for (int at = 0; at < low.length; at++) {
        List<Long> cost = problem.offers().get(at).cost();
        sum += low[at] * cost.get(0) + Math.max(0, high[at] - low[at]) * cost.get(1);
      }
      return sum;
    }

    private boolean holds(int[] counts, int step) {
      long capacity = 0;
      long largest = 0;
      for (int at = 0; at < counts.length; at++) {
        long one = problem.offers().get(at).capacity();
        capacity += counts[at] * one;
        largest = counts[at] > 0 ? Math.max(largest, one) : largest;
      }
      for (Supply supply : problem.supplies()) {
        int used = 0;
        for (int at = 0; at < counts.length; at++) {
          used += counts[at] * supply.used(problem.offers().get(at));
        }
        if (used > supply.gpus()) {
          return false;
        }
      }
      return capacity - (problem.spare() ? largest : 0) >= problem.demand().get(step);
    }
  }
}
