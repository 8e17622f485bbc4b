package io.foretoken.scenario.plan.program;

import io.foretoken.scenario.plan.price.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the cheapest fleet: whole numbers of replicas of each offer, step by step, exactly.
 *
 * <p>A label is a fleet that has been built up to some step: what it costs, what it counts for, and
 * what it would without its largest replica. Labels grow by one replica at a time, cheapest first.
 * One that another matches in all of these and in the supplies used can be forgotten, since
 * whatever completes it completes the other; and so can one whose cost, with the cheapest capacity
 * there is for what it lacks, is above that of a fleet known already. Of fleets that cost the same,
 * the one with more capacity wins, then the one with more of the offer whose name comes first.
 */
public final class FleetProgram {
  /** Labels that are looked at before the search is cut off. */
  public static final int MOST_LABELS = 400_000;

  private final FleetProblem problem;
  private final List<Offer> offers;
  private final int mostLabels;
  private final double[] cheapest;
  private long known;
  private int labels;

  private FleetProgram(FleetProblem problem, int mostLabels, long known) {
    this.problem = problem;
    this.offers = problem.offers();
    this.mostLabels = mostLabels;
    this.known = known;
    cheapest = new double[problem.demand().size()];
    Arrays.fill(cheapest, Double.POSITIVE_INFINITY);
    for (int step = 0; step < cheapest.length; step++) {
      for (Offer offer : offers) {
        cheapest[step] =
            Math.min(cheapest[step], (double) offer.cost().get(step) / offer.capacity());
      }
    }
  }

  /** The cheapest fleet; empty where the supplies do not suffice for any. */
  public static Optional<FleetSolution> solve(FleetProblem problem) {
    return solve(problem, MOST_LABELS);
  }

  /** The same with another bound on labels. */
  static Optional<FleetSolution> solve(FleetProblem problem, int mostLabels) {
    Optional<FleetSolution> best = Optional.empty();
    for (int candidate :
        problem.offers().stream().mapToInt(Offer::candidate).distinct().toArray()) {
      Optional<FleetSolution> alone = alone(problem, candidate, mostLabels);
      if (alone.isPresent() && (best.isEmpty() || alone.get().cost() < best.get().cost())) {
        best = alone;
      }
    }
    List<Offer> useful = Dominance.useful(problem);
    long known = best.map(FleetSolution::cost).orElse(Long.MAX_VALUE);
    FleetProgram program = new FleetProgram(problem.with(useful), mostLabels, known);
    Optional<FleetSolution> found = program.search();
    return (found.isPresent() ? found : best.map(one -> unproven(one, problem)))
        .map(solution -> widened(solution, problem.offers()));
  }

  /** The cheapest fleet of one candidate's replicas only. */
  public static Optional<FleetSolution> alone(FleetProblem problem, int candidate) {
    return alone(problem, candidate, MOST_LABELS).map(one -> widened(one, problem.offers()));
  }

  private static Optional<FleetSolution> alone(
      FleetProblem problem, int candidate, int mostLabels) {
    List<Offer> own =
        problem.offers().stream().filter(offer -> offer.candidate() == candidate).toList();
    return new FleetProgram(problem.with(own), mostLabels, Long.MAX_VALUE).search();
  }

  private static FleetSolution unproven(FleetSolution solution, FleetProblem problem) {
    long least = Math.min(solution.cost(), FleetRelaxation.leastCost(problem));
    return new FleetSolution(solution.offers(), solution.counts(), solution.cost(), least);
  }

  /** The same fleet with counts for all offers of a problem. */
  private static FleetSolution widened(FleetSolution solution, List<Offer> all) {
    List<List<Integer>> counts = new ArrayList<>();
    for (List<Integer> step : solution.counts()) {
      List<Integer> row = new ArrayList<>();
      for (Offer offer : all) {
        int at = solution.offers().indexOf(offer);
        row.add(at < 0 ? 0 : step.get(at));
      }
      counts.add(List.copyOf(row));
    }
    return new FleetSolution(all, List.copyOf(counts), solution.cost(), solution.least());
  }

  private Optional<FleetSolution> search() {
    if (offers.isEmpty()) {
      return Optional.empty();
    }
    int steps = problem.demand().size();
    List<Label> begin = List.of(Label.empty(offers.size(), problem.supplies().size()));
    for (int step = 0; step < steps; step++) {
      begin = step(begin, step, step == steps - 1);
      if (begin.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(solution(begin.get(0)));
  }

  /** Labels that hold a step, none of them needless; of the last step the best one alone. */
  private List<Label> step(List<Label> begin, int step, boolean isLast) {
    LabelQueue open = new LabelQueue();
    begin.forEach(open::add);
    Frontier seen = new Frontier(problem.supplies().isEmpty());
    List<Label> holding = new ArrayList<>();
    while (!open.isEmpty()) {
      if (++labels > mostLabels) {
        return List.of();
      }
      Label label = open.poll();
      if (!seen.add(label)) {
        continue;
      }
      if (holds(label, step)) {
        holding.add(label);
        if (isLast) {
          return holding;
        }
        continue;
      }
      for (int offer = 0; offer < offers.size(); offer++) {
        Label next = label.with(offer, step, offers.get(offer), problem.supplies());
        if (next != null && leastCost(next, step) <= known) {
          open.add(next);
        }
      }
    }
    return holding;
  }

  private boolean holds(Label label, int step) {
    long counted = problem.spare() ? label.capacity - label.largest : label.capacity;
    return counted >= problem.demand().get(step);
  }

  /** What a label costs at least once it holds all steps. */
  private double leastCost(Label label, int step) {
    double cost = label.cost;
    double have = label.capacity;
    for (int later = step; later < cheapest.length; later++) {
      double need = problem.demand().get(later) + (problem.spare() ? label.largest : 0);
      if (need > have) {
        cost += (need - have) * cheapest[later];
        have = need;
      }
    }
    // Rounding of sums must not take away a fleet that costs as much as the one that is known.
    return cost - 1 - cost * 1e-12;
  }

  private FleetSolution solution(Label last) {
    int steps = problem.demand().size();
    int[][] added = new int[steps][offers.size()];
    for (Label at = last; at.before != null; at = at.before) {
      added[at.step][at.offer]++;
    }
    List<List<Integer>> counts = new ArrayList<>();
    int[] sum = new int[offers.size()];
    for (int offer = 0; offer < sum.length; offer++) {
      // A reserved replica is paid all week, so it runs all week, whatever it was taken for.
      for (int step = 1; step < steps && offers.get(offer).term() == Term.RESERVED; step++) {
        added[0][offer] += added[step][offer];
        added[step][offer] = 0;
      }
    }
    for (int step = 0; step < steps; step++) {
      for (int offer = 0; offer < sum.length; offer++) {
        sum[offer] += added[step][offer];
      }
      counts.add(Arrays.stream(sum).boxed().toList());
    }
    return new FleetSolution(offers, List.copyOf(counts), last.cost, last.cost);
  }
}
