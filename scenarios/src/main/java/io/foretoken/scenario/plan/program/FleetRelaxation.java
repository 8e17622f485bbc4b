package io.foretoken.scenario.plan.program;

import io.foretoken.scenario.plan.price.Term;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * What a fleet costs at least: the same program with parts of replicas, which a linear solver does
 * at once. No whole fleet is cheaper, so it tells how far one may be from the cheapest.
 *
 * <pre>
 * minimise   sum over offers o and steps s of cost[o][s] added[o][s],  added >= 0
 * so that    sum over o of capacity[o] running[o][s] >= demand[s] + spare
 *            running[o][s] = sum over t &lt;= s of added[o][t]   (all t where o is reserved)
 *            sum over o of gpus[o] running[o][last] &lt;= supply
 *            spare = the least capacity of any offer where one replica may be down, else 0
 * </pre>
 */
final class FleetRelaxation {
  /** Share by which the solver's sum may be too high. */
  private static final double ROUNDING = 1e-6;

  private final FleetProblem problem;
  private final ExpressionsBasedModel model = new ExpressionsBasedModel();
  private final Variable[][] added;
  private final double capacityUnit;
  private final double costUnit;

  private FleetRelaxation(FleetProblem problem) {
    this.problem = problem;
    added = new Variable[problem.offers().size()][problem.demand().size()];
    capacityUnit = problem.offers().stream().mapToLong(Offer::capacity).max().orElse(1);
    costUnit =
        problem.offers().stream()
            .mapToLong(offer -> offer.cost().stream().mapToLong(Long::longValue).max().orElse(1))
            .max()
            .orElse(1);
  }

  /**
   * A cost that no fleet for a problem is below, millionths of a dollar a week; 0 where the solver
   * finds none.
   */
  static long leastCost(FleetProblem problem) {
    return new FleetRelaxation(problem).solve();
  }

  private long solve() {
    List<Offer> offers = problem.offers();
    for (int offer = 0; offer < added.length; offer++) {
      for (int step = 0; step < added[offer].length; step++) {
        added[offer][step] =
            model
                .newVariable("added" + offer + "_" + step)
                .lower(0)
                .weight(offers.get(offer).cost().get(step) / costUnit);
      }
    }
    long spare = problem.spare() ? offers.stream().mapToLong(Offer::capacity).min().orElse(0) : 0;
    for (int step = 0; step < problem.demand().size(); step++) {
      double least = (problem.demand().get(step) + spare) / capacityUnit;
      Expression holds = model.newExpression("holds" + step).lower(least);
      for (int offer = 0; offer < added.length; offer++) {
        boolean isReserved = offers.get(offer).term() == Term.RESERVED;
        for (int from = 0; from < added[offer].length; from++) {
          if (isReserved || from <= step) {
            holds.set(added[offer][from], offers.get(offer).capacity() / capacityUnit);
          }
        }
      }
    }
    for (int supply = 0; supply < problem.supplies().size(); supply++) {
      Supply each = problem.supplies().get(supply);
      Expression used = model.newExpression("supply" + supply).upper(each.gpus());
      for (int offer = 0; offer < added.length; offer++) {
        for (Variable some : added[offer]) {
          used.set(some, each.used(offers.get(offer)));
        }
      }
    }
    Optimisation.Result result = model.minimise();
    return result.getState().isOptimal()
        ? (long) Math.floor(result.getValue() * costUnit * (1 - ROUNDING))
        : 0;
  }
}
