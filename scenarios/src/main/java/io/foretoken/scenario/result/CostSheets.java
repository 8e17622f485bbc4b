package io.foretoken.scenario.result;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.Prices;
import io.foretoken.scenario.cost.Usage;
import io.foretoken.scenario.resolve.PriceResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.spec.PricesSpec;
import java.util.Optional;

/** Cost sheets of what has been simulated, with the prices that a scenario's tree says. */
public final class CostSheets {
  private static final String PRICES = "prices";

  private CostSheets() {}

  /**
   * Makes one.
   *
   * @param tree whose {@code prices} hold
   * @param usage what was served
   * @param usual what a GPU costs where the prices say nothing of it
   * @param where what messages name
   * @throws BadInputException if the prices are wrong, if there is none, or if nothing was served
   */
  public static CostSheet of(
      Catalog catalog,
      ScenarioTree tree,
      Usage usage,
      Optional<GpuPrice> usual,
      long userMonthRequests,
      Origin where) {
    Problems problems = new Problems();
    Prices prices = new Prices(usual, Optional.empty(), Optional.empty());
    if (tree.root().has(PRICES)) {
      PricesSpec spec =
          RecordBinder.bind(tree.root().get(PRICES), PricesSpec.class, PRICES, problems);
      problems.throwIfAny();
      prices = new PriceResolver(catalog, usage.gpu(), problems).resolve(spec, usual);
      problems.throwIfAny();
    }
    if (prices.rental().isEmpty() && prices.purchase().isEmpty()) {
      throw new BadInputException(
          Problem.of(
              where,
              "no price is known for " + usage.gpu(),
              "give one: --set prices.gpu_hour_usd=2.5, or prices.purchase"));
    }
    if (usage.work().requests() == 0) {
      throw new BadInputException(
          Problem.of(
              where,
              "no request completed in the window, so nothing can be divided",
              "run longer: stop.duration or stop.requests"));
    }
    return CostSheet.of(usage, prices, userMonthRequests);
  }
}
