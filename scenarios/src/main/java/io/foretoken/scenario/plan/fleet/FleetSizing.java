package io.foretoken.scenario.plan.fleet;

import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.price.PriceBook;
import io.foretoken.scenario.plan.price.Term;
import io.foretoken.scenario.plan.price.TermPrice;
import io.foretoken.scenario.plan.program.FleetProblem;
import io.foretoken.scenario.plan.program.FleetSolution;
import io.foretoken.scenario.plan.program.Offer;
import io.foretoken.scenario.plan.program.Step;
import io.foretoken.scenario.plan.program.Steps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From a forecast and capacities to the program, and from its answer to a fleet. */
public final class FleetSizing {
  private static final double MICRO = 1e6;

  private final Forecast forecast;
  private final ForecastCase which;
  private final PriceBook prices;
  private final FleetRules rules;
  private final TokensPerRequest tokens;
  private final List<Step> steps;

  /** For one case of a forecast. */
  public FleetSizing(
      Forecast forecast,
      ForecastCase which,
      PriceBook prices,
      FleetRules rules,
      TokensPerRequest tokens) {
    this.forecast = forecast;
    this.which = which;
    this.prices = prices;
    this.rules = rules;
    this.tokens = tokens;
    steps = Steps.of(forecast, which, rules.minUptimeHours(), rules.steps());
  }

  /** Sizes that the fleet may have. */
  public List<Step> steps() {
    return steps;
  }

  /** Loads of the steps, millionths of a request/s, rounded up. */
  public List<Long> demand() {
    return steps.stream().map(step -> (long) Math.ceil(step.load() * MICRO)).toList();
  }

  /**
   * The program.
   *
   * @param capacities of the candidates; those that hold nothing are left out
   * @param demand by step, at least {@link #demand}
   */
  public FleetProblem problem(List<CandidateCapacity> capacities, List<Long> demand) {
    List<Offer> offers = new ArrayList<>();
    for (CandidateCapacity each : capacities) {
      for (TermPrice price : prices.of(each.candidate().gpu())) {
        double part = price.term() == Term.SPOT ? 1 - rules.spotInterruption() : 1;
        // An unbounded capacity would not fit a long.
        long capacity = (long) (Math.min(each.perReplica(), 1e9) * part * MICRO);
        if (price.isWhole() && capacity > 0) {
          offers.add(
              new Offer(
                  each.candidate().number(),
                  each.candidate().name(),
                  price.term(),
                  price.gpu(),
                  each.candidate().gpus(),
                  capacity,
                  costs(each.candidate().gpus(), price)));
        }
      }
    }
    return new FleetProblem(offers, demand, rules.spare(), rules.supplies());
  }

  private List<Long> costs(int gpus, TermPrice price) {
    List<Long> costs = new ArrayList<>();
    for (int from = 0; from < steps.size(); from++) {
      int first = price.term() == Term.RESERVED ? 0 : from;
      double usd = 0;
      for (int step = first; step < steps.size(); step++) {
        usd += usdPerGpu(step, price);
      }
      costs.add(Math.round(usd * gpus * MICRO));
    }
    return List.copyOf(costs);
  }

  /** One GPU in the hours of a step of a week, US dollars. */
  private double usdPerGpu(int step, TermPrice price) {
    double usd = 0;
    for (int piece : steps.get(step).pieces()) {
      Forecast.Piece at = forecast.week().get(piece);
      usd += at.hours() * price.usdPerHour().get(at.period());
    }
    return usd;
  }

  /** A fleet from what the program found. */
  public FleetPlan plan(FleetSolution solution) {
    List<FleetStep> sizes = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      sizes.add(size(solution, step));
    }
    double usd = sizes.stream().mapToDouble(FleetStep::usdPerWeek).sum();
    double gpuHours = sizes.stream().mapToDouble(size -> size.gpus() * size.hours()).sum();
    double requests = forecast.requestsPerWeek(which);
    double perMonth = CostFigures.HOURS_PER_MONTH / Forecast.HOURS_PER_WEEK;
    FleetMoney money =
        new FleetMoney(
            usd,
            usd / Forecast.HOURS_PER_WEEK,
            usd * perMonth,
            gpuHours,
            gpuHours * perMonth,
            usd / (requests * tokens.output() / MICRO),
            usd / (requests * (tokens.input() + tokens.output()) / MICRO),
            usd / requests);
    return new FleetPlan(which, List.copyOf(sizes), money, solution.gap());
  }

  private FleetStep size(FleetSolution solution, int number) {
    Step step = steps.get(number);
    List<FleetPart> parts = new ArrayList<>();
    for (int at = 0; at < solution.offers().size(); at++) {
      int replicas = solution.counts().get(number).get(at);
      if (replicas == 0) {
        continue;
      }
      Offer offer = solution.offers().get(at);
      double usd = usdPerGpu(number, prices.of(offer.gpu(), offer.term()).orElseThrow());
      parts.add(
          new FleetPart(
              offer.candidate(),
              offer.name(),
              offer.term(),
              replicas,
              replicas * offer.gpus(),
              offer.capacity() / MICRO,
              usd / step.hours(),
              usd * replicas * offer.gpus()));
    }
    long capacity = solution.capacity(number);
    return new FleetStep(
        step.load(),
        step.hours(),
        step.pieces(),
        name(step),
        List.copyOf(parts),
        capacity / MICRO,
        (capacity - solution.largest(number)) / MICRO);
  }

  private String name(Step step) {
    Set<String> names = new LinkedHashSet<>();
    step.pieces()
        .forEach(
            piece -> names.add(forecast.periods().get(forecast.week().get(piece).period()).name()));
    List<String> all = List.copyOf(names);
    return all.size() <= 2
        ? String.join(", ", all)
        : all.get(0) + " and " + (all.size() - 1) + " more";
  }
}
