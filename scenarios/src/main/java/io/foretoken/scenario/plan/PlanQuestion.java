package io.foretoken.scenario.plan;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.capacity.CapacityResult;
import io.foretoken.scenario.capacity.LoadAxis;
import io.foretoken.scenario.plan.candidate.Candidate;
import io.foretoken.scenario.plan.candidate.CandidateSet;
import io.foretoken.scenario.plan.fleet.FleetRules;
import io.foretoken.scenario.plan.fleet.TokensPerRequest;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastReader;
import io.foretoken.scenario.plan.price.PriceBook;
import io.foretoken.scenario.plan.price.PriceBookReader;
import io.foretoken.scenario.plan.price.Term;
import io.foretoken.scenario.plan.program.Supply;
import io.foretoken.scenario.resolve.FileReference;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.spec.AvailabilitySpec;
import io.foretoken.scenario.spec.PlanSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A plan's scenario, read and checked.
 *
 * @param tree the scenario without its plan and sweep
 * @param sample the scenario as written, for its name, model, classes and lengths
 * @param forecast the traffic
 * @param prices of the GPUs considered
 * @param rules for the fleet
 * @param candidates in the order of their names
 * @param budgetUsdPerMonth what the fleet may cost, if there is a limit
 * @param budgetOrigin where that stands
 * @param verifyRequests requests that each load of the verification has at least
 * @param tokens mean lengths of requests
 */
record PlanQuestion(
    ScenarioTree tree,
    PreparedRun sample,
    Forecast forecast,
    PriceBook prices,
    FleetRules rules,
    List<Candidate> candidates,
    OptionalDouble budgetUsdPerMonth,
    Origin budgetOrigin,
    int verifyRequests,
    TokensPerRequest tokens) {
  private static final String PLAN = "plan";
  private static final String SPARE = "n+1";
  private static final String NO_SPARE = "none";
  private static final double SECONDS_PER_HOUR = 3600;

  /**
   * Reads a scenario.
   *
   * @throws BadInputException with every problem found
   */
  static PlanQuestion read(ScenarioTree given, Catalog shipped) {
    PlanSpec spec = spec(given);
    ScenarioTree tree =
        new ScenarioTree(
            given.root().without(PLAN).without("sweep"), given.folder(), given.defaultName());
    ScenarioResolver resolver = new ScenarioResolver(shipped);
    Catalog catalog = resolver.catalog(tree);
    Problems problems = new Problems();
    Origin origin = given.root().keyOrigin(PLAN);
    checkLoad(tree, problems);
    Optional<Path> file =
        spec.forecast()
            .ratesFrom()
            .flatMap(
                named ->
                    FileReference.resolve(
                        named, "plan.forecast.rates_from", given.folder(), problems));
    Optional<Forecast> forecast = ForecastReader.read(spec.forecast(), file, origin, problems);
    boolean spare = spare(spec, problems);
    List<String> gpus = CandidateSet.gpus(spec, catalog, problems);
    List<Candidate> candidates = CandidateSet.of(tree, spec, gpus, resolver, problems);
    problems.throwIfAny();
    PriceBookReader reader = new PriceBookReader(catalog, forecast.orElseThrow(), problems);
    PriceBook prices = reader.read(spec, gpus);
    List<Supply> supplies = supplies(spec, catalog, reader, problems);
    problems.throwIfAny();
    checkPrices(prices, gpus, origin);
    double interruption = spec.spotInterruption().value().fraction();
    if (interruption >= 1) {
      throw new BadInputException(
          new Problem(
              spec.spotInterruption().origin(),
              "plan.spot_interruption",
              "all spot replicas may be gone",
              "write less than 100%, or leave spot out of the terms"));
    }
    PreparedRun sample = sample(tree, candidates, resolver, origin);
    return new PlanQuestion(
        tree,
        sample,
        forecast.get(),
        prices,
        new FleetRules(
            spare,
            interruption,
            spec.minUptime().map(time -> time.value().seconds() / SECONDS_PER_HOUR).orElse(0.0),
            spec.steps(),
            supplies),
        candidates,
        spec.budgetUsdPerMonth()
            .map(budget -> OptionalDouble.of(budget.value()))
            .orElse(OptionalDouble.empty()),
        spec.budgetUsdPerMonth().map(Located::origin).orElse(origin),
        spec.verifyRequests(),
        TokensPerRequest.of(sample));
  }

  private static PlanSpec spec(ScenarioTree tree) {
    ScenarioResolver.checkShape(tree);
    if (!(tree.root().get(PLAN) instanceof MapNode plan)) {
      throw new BadInputException(
          new Problem(
              tree.root().origin(),
              PLAN,
              "the scenario has no plan",
              "add plan: {forecast: {peak: 80/s, periods: [{name: day, hours: 8-20}, {name: night,"
                  + " hours: 20-8, share: 20%}]}}"));
    }
    Problems problems = new Problems();
    PlanSpec spec = RecordBinder.bind(plan, PlanSpec.class, PLAN, problems);
    problems.throwIfAny();
    return spec;
  }

  private static void checkLoad(ScenarioTree tree, Problems problems) {
    try {
      LoadAxis axis = LoadAxis.of(tree);
      if (axis.axis() == CapacityResult.Axis.CONCURRENCY) {
        problems.add(
            tree.root().get("workload").origin(),
            "workload.arrivals",
            "a closed loop of clients has no rate that a forecast could give",
            "write arrivals with a rate, such as {process: poisson, rate: 10/s}");
      }
    } catch (BadInputException e) {
      problems.addAll(e);
    }
  }

  private static boolean spare(PlanSpec spec, Problems problems) {
    String text = spec.headroom().value();
    if (!text.equals(SPARE) && !text.equals(NO_SPARE)) {
      problems.add(
          spec.headroom().origin(),
          "plan.headroom",
          "found \"" + text + "\"",
          "write " + SPARE + " or " + NO_SPARE);
    }
    return text.equals(SPARE);
  }

  private static List<Supply> supplies(
      PlanSpec spec, Catalog catalog, PriceBookReader reader, Problems problems) {
    List<Supply> supplies = new ArrayList<>();
    for (AvailabilitySpec each : spec.availability()) {
      Optional<GpuEntry> gpu = catalog.findGpu(each.gpu().value());
      Optional<Term> term =
          each.term().flatMap(word -> reader.term(word, "plan.availability.term"));
      if (gpu.isEmpty()) {
        problems.add(
            catalog.unknownGpu(each.gpu().value(), each.gpu().origin(), "plan.availability.gpu"));
      } else {
        supplies.add(new Supply(gpu.get().id(), term, each.gpus()));
      }
    }
    return supplies;
  }

  private static void checkPrices(PriceBook prices, List<String> gpus, Origin origin) {
    if (prices.prices().isEmpty()) {
      throw new BadInputException(
          new Problem(
              origin,
              "plan.prices",
              "no price is known of " + String.join(", ", gpus),
              "add plan.prices: [{gpu: " + gpus.get(0) + ", gpu_hour_usd: 2.99}]"));
    }
  }

  /** The first candidate that can serve, for what all have in common. */
  private static PreparedRun sample(
      ScenarioTree tree, List<Candidate> candidates, ScenarioResolver resolver, Origin origin) {
    for (Candidate each : candidates) {
      if (each.fits()) {
        PreparedRun run = resolver.resolve(each.tree(), false);
        if (!run.classes().haveObjectives()) {
          throw new BadInputException(
              new Problem(
                  tree.root().origin(),
                  "slo",
                  "the scenario has no objective that a fleet could meet or miss",
                  "add slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}"));
        }
        return run;
      }
    }
    // Nothing can serve: the scenario as written says best what is wrong.
    resolver.resolve(tree, false);
    throw new BadInputException(
        new Problem(
            origin,
            "plan.candidates",
            "no candidate can serve the model: "
                + candidates.get(0).name()
                + ": "
                + candidates.get(0).refusal().orElseThrow(),
            "name other GPUs, a larger tensor parallelism, or smaller weights"));
  }
}
