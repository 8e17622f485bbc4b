package io.foretoken.scenario.plan;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.capacity.CapacityOptions;
import io.foretoken.scenario.plan.candidate.Candidate;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.candidate.CandidateSearch;
import io.foretoken.scenario.plan.candidate.TaskBatch;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetSizing;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.program.FleetProblem;
import io.foretoken.scenario.plan.program.FleetProgram;
import io.foretoken.scenario.plan.program.FleetSolution;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.scenario.plan.result.PlanVerdict;
import io.foretoken.scenario.plan.result.RunnerUp;
import io.foretoken.scenario.plan.verify.Verification;
import io.foretoken.scenario.plan.verify.VerifiedLoad;
import io.foretoken.scenario.plan.verify.Verifier;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.sweep.ScenarioTasks;
import io.foretoken.sim.CancelToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Plans a fleet. The program is solved with what is known of the candidates: capacities by
 * simulation where there are any, bounds elsewhere. As long as its answer uses a candidate of which
 * only the bound is known, that one is searched and the program solved again. An answer that uses
 * searched candidates only is the answer that all capacities would give: bounds are not below
 * capacities, so it is the cheapest fleet of a problem that allows more, and it is allowed.
 */
public final class Planner {
  /** Fleets of one kind of replica, cheapest first, whose capacity is searched at least. */
  static final int RANKED = 5;

  /** Fleets that are verified at most, each after one that did not hold. */
  static final int MOST_ROUNDS = 8;

  private static final CapacityOptions EXACTNESS =
      new CapacityOptions(0.03, CapacityOptions.WIDTH, CapacityOptions.FEWEST, 40, 1, List.of());

  private final PlanQuestion question;
  private final TaskBatch batch;
  private final CandidateSearch search;
  private final ScenarioResolver resolver;

  /** Loads of the steps of the expected case, raised where fleets did not hold. */
  private List<Long> demand = List.of();

  private Planner(
      PlanQuestion question, TaskBatch batch, CandidateSearch search, ScenarioResolver resolver) {
    this.question = question;
    this.batch = batch;
    this.search = search;
    this.resolver = resolver;
  }

  /**
   * Plans.
   *
   * @throws BadInputException if the scenario cannot be planned for
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws InterruptedException if this thread is interrupted
   */
  public static PlanResult run(ScenarioTree tree, PlanOptions options, CancelToken cancel)
      throws InterruptedException {
    Catalog catalog = Catalog.with(options.catalogs());
    PlanQuestion question = PlanQuestion.read(tree, catalog);
    TaskBatch batch =
        new TaskBatch(
            new ScenarioTasks(tree.folder(), options.catalogs(), options.version()),
            options.runner(),
            options.workers(),
            options.progress(),
            cancel);
    ScenarioResolver resolver = new ScenarioResolver(catalog);
    CandidateSearch search = new CandidateSearch(resolver, batch, EXACTNESS);
    return new Planner(question, batch, search, resolver).plan(options.isExhaustive());
  }

  /**
   * Reads what would be planned for, and simulates nothing.
   *
   * @param catalogs files and folders of catalogues beside the scenario's own
   * @throws BadInputException with every problem that {@link #run} would find before it begins
   */
  public static PlanOutline outline(ScenarioTree tree, List<Path> catalogs) {
    PlanQuestion question = PlanQuestion.read(tree, Catalog.with(catalogs));
    return new PlanOutline(
        question.forecast(),
        question.prices(),
        question.candidates(),
        question.sample().classes(),
        question.rules().spare());
  }

  private PlanResult plan(boolean isExhaustive) throws InterruptedException {
    search.screen(question.candidates());
    Misses.checkFloor(question, search.known());
    Misses.checkBudget(question, search.known());
    if (isExhaustive) {
      NavigableSet<Integer> all = new TreeSet<>();
      question.candidates().forEach(each -> all.add(each.number()));
      search.search(all);
    }
    Map<ForecastCase, FleetPlan> fleets = new EnumMap<>(ForecastCase.class);
    Optional<Verification> verification = expected(fleets);
    for (ForecastCase which : ForecastCase.values()) {
      if (which != ForecastCase.EXPECTED && question.forecast().hasRange()) {
        FleetSizing sizing = sizing(which);
        solved(sizing, sizing.demand()).ifPresent(one -> fleets.put(which, sizing.plan(one)));
      }
    }
    rank();
    Optional<FleetPlan> fleet = Optional.ofNullable(fleets.get(ForecastCase.EXPECTED));
    List<RunnerUp> runnersUp = runnersUp(fleet);
    PlanVerdict verdict = Misses.verdict(question, fleets, verification, search.known());
    return new PlanResult(
        question.sample().name(),
        question.sample().model(),
        question.sample().seed(),
        question.rules().spare(),
        question.budgetUsdPerMonth(),
        question.forecast(),
        question.prices(),
        search.known(),
        fleets,
        runnersUp,
        verification,
        fleet.map(one -> FleetStarts.of(question, one, search.known(), resolver)).orElse(List.of()),
        verdict,
        notes(fleets));
  }

  private FleetSizing sizing(ForecastCase which) {
    return new FleetSizing(
        question.forecast(), which, question.prices(), question.rules(), question.tokens());
  }

  /** The fleet of the expected case, made larger until it holds in simulation. */
  private Optional<Verification> expected(Map<ForecastCase, FleetPlan> fleets)
      throws InterruptedException {
    FleetSizing sizing = sizing(ForecastCase.EXPECTED);
    demand = new ArrayList<>(sizing.demand());
    Optional<Verification> last = Optional.empty();
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      Optional<FleetSolution> solution = solved(sizing, demand);
      if (solution.isEmpty()) {
        return last;
      }
      FleetPlan fleet = sizing.plan(solution.get());
      fleets.put(ForecastCase.EXPECTED, fleet);
      Verification verification =
          new Verifier(
                  batch, question.sample().classes(), search.known(), question.verifyRequests())
              .verify(question.forecast(), fleet, question.rules().spare(), round);
      last = Optional.of(verification);
      if (verification.holds()) {
        return last;
      }
      raise(solution.get(), verification);
    }
    return last;
  }

  /** Asks for more than what did not hold has, in the steps in which it did not. */
  private void raise(FleetSolution solution, Verification verification) {
    for (VerifiedLoad load : verification.loads()) {
      if (!load.holds() && verification.isRequired(load)) {
        int step = load.step();
        long had =
            solution.capacity(step) - (question.rules().spare() ? solution.largest(step) : 0);
        demand.set(step, Math.max(demand.get(step), had + 1));
      }
    }
    for (int step = 1; step < demand.size(); step++) {
      demand.set(step, Math.max(demand.get(step), demand.get(step - 1)));
    }
  }

  /** The cheapest fleet by capacities that are known by simulation. */
  private Optional<FleetSolution> solved(FleetSizing sizing, List<Long> demand)
      throws InterruptedException {
    while (true) {
      Optional<FleetSolution> solution = FleetProgram.solve(sizing.problem(search.known(), demand));
      NavigableSet<Integer> open = new TreeSet<>();
      solution.ifPresent(
          found ->
              found.candidates().stream()
                  .filter(each -> !search.known().get(each).isSearched())
                  .forEach(open::add));
      if (open.isEmpty()) {
        return solution;
      }
      search.search(open);
    }
  }

  /** Searches until the cheapest fleets of one kind of replica are known by simulation. */
  private void rank() throws InterruptedException {
    FleetSizing sizing = sizing(ForecastCase.EXPECTED);
    while (true) {
      FleetProblem problem = sizing.problem(search.known(), demand);
      List<FleetSolution> alone = new ArrayList<>();
      for (CandidateCapacity each : search.known()) {
        if (!each.isOut()) {
          FleetProgram.alone(problem, each.candidate().number()).ifPresent(alone::add);
        }
      }
      alone.sort(
          (a, b) ->
              a.cost() != b.cost()
                  ? Long.compare(a.cost(), b.cost())
                  : Integer.compare(a.candidates().get(0), b.candidates().get(0)));
      NavigableSet<Integer> open = new TreeSet<>();
      alone.stream()
          .limit(RANKED)
          .map(one -> one.candidates().get(0))
          .filter(each -> !search.known().get(each).isSearched())
          .forEach(open::add);
      if (open.isEmpty()) {
        return;
      }
      search.search(open);
    }
  }

  private List<RunnerUp> runnersUp(Optional<FleetPlan> chosen) {
    FleetSizing expected = sizing(ForecastCase.EXPECTED);
    Map<ForecastCase, FleetSizing> cases = new EnumMap<>(ForecastCase.class);
    cases.put(ForecastCase.LOW, sizing(ForecastCase.LOW));
    cases.put(ForecastCase.HIGH, sizing(ForecastCase.HIGH));
    List<RunnerUp> rows = new ArrayList<>();
    for (CandidateCapacity each : search.known()) {
      Candidate candidate = each.candidate();
      Optional<FleetPlan> alone = alone(expected, demand, each);
      rows.add(
          new RunnerUp(
              candidate.number(),
              candidate.name(),
              alone,
              usd(alone(cases.get(ForecastCase.LOW), each)),
              usd(alone(cases.get(ForecastCase.HIGH), each)),
              each.isSearched(),
              Misses.isSame(chosen, alone),
              Misses.why(question, each, alone, chosen)));
    }
    rows.sort(
        (a, b) -> {
          double first = a.fleet().map(fleet -> fleet.money().usdPerWeek()).orElse(1e300);
          double second = b.fleet().map(fleet -> fleet.money().usdPerWeek()).orElse(1e300);
          if (first != second) {
            return Double.compare(first, second);
          }
          return a.isChosen() != b.isChosen()
              ? Boolean.compare(b.isChosen(), a.isChosen())
              : a.name().compareTo(b.name());
        });
    return List.copyOf(rows);
  }

  private static Optional<FleetPlan> alone(FleetSizing sizing, CandidateCapacity each) {
    return alone(sizing, sizing.demand(), each);
  }

  private static Optional<FleetPlan> alone(
      FleetSizing sizing, List<Long> demand, CandidateCapacity each) {
    if (each.isOut()) {
      return Optional.empty();
    }
    FleetProblem problem = sizing.problem(List.of(each), demand);
    return FleetProgram.alone(problem, each.candidate().number()).map(sizing::plan);
  }

  private static double usd(Optional<FleetPlan> fleet) {
    return fleet.map(one -> one.money().usdPerMonth()).orElse(Double.NaN);
  }

  private static List<String> notes(Map<ForecastCase, FleetPlan> fleets) {
    List<String> notes = new ArrayList<>();
    double gap = fleets.values().stream().mapToDouble(FleetPlan::gap).max().orElse(0);
    if (gap > 0) {
      String most =
          Double.isInfinite(gap)
              ? "a cheaper mix may exist"
              : String.format(Locale.ROOT, "a mix is cheaper by %.1f %% at most", 100 * gap);
      notes.add(
          "the search for mixed fleets was cut off after "
              + FleetProgram.MOST_LABELS
              + " labels: "
              + most);
    }
    if (fleets.values().stream().anyMatch(Planner::isMixed)) {
      notes.add(
          "kinds of replicas share the traffic in proportion to their capacity, each behind a"
              + " router of its own");
    }
    return List.copyOf(notes);
  }

  private static boolean isMixed(FleetPlan fleet) {
    return fleet.peak().parts().stream().map(part -> part.candidate()).distinct().count() > 1;
  }
}
