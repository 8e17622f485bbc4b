package io.foretoken.scenario.plan.program;

import io.foretoken.scenario.plan.price.Term;
import java.util.OptionalLong;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;
import org.ojalgo.type.context.NumberContext;

/**
 * The same question as an integer program for a general solver, to hold the search against:
 *
 * <pre>
 * minimise   sum over offers o and steps s of cost[o][s] added[o][s]
 * so that    running[o][s] = sum over t &lt;= s of added[o][t]   (all t where o is reserved)
 *            sum over o of capacity[o] running[o][s] - largest[s] >= demand[s]
 *            largest[s] >= capacity[o] any[o][s],  running[o][s] &lt;= MOST any[o][s]   (any is 0 or 1)
 *            sum over o of gpus[o] running[o][last] &lt;= supply
 * </pre>
 */
final class IntegerProgram {
  /** Replicas of one offer in a step at most. */
  private static final int MOST = 400;

  private final FleetProblem problem;
  private final ExpressionsBasedModel model = new ExpressionsBasedModel();
  private final Variable[][] added;

  IntegerProgram(FleetProblem problem, int nodes) {
    this.problem = problem;
    model.options.iterations_abort = nodes;
    model.options.integer(
        IntegerStrategy.newConfigurable()
            .withParallelism(() -> 1)
            .withGapTolerance(NumberContext.of(12, 8)));
    added = new Variable[problem.offers().size()][problem.demand().size()];
  }

  /**
   * What the solver says.
   *
   * @param cost of the best fleet found; empty where there is none
   * @param state such as OPTIMAL or FEASIBLE
   */
  record Answer(OptionalLong cost, Optimisation.State state) {}

  Answer solve() {
    for (int offer = 0; offer < added.length; offer++) {
      for (int step = 0; step < added[offer].length; step++) {
        added[offer][step] =
            model
                .newVariable("added" + offer + "_" + step)
                .integer(true)
                .lower(0)
                .upper(MOST)
                .weight(problem.offers().get(offer).cost().get(step));
      }
    }
    for (int step = 0; step < problem.demand().size(); step++) {
      demand(step);
    }
    for (Supply supply : problem.supplies()) {
      Expression used = model.newExpression("supply" + problem.supplies().indexOf(supply));
      for (int offer = 0; offer < added.length; offer++) {
        for (Variable each : added[offer]) {
          used.set(each, supply.used(problem.offers().get(offer)));
        }
      }
      used.upper(supply.gpus());
    }
    Optimisation.Result result = model.minimise();
    return new Answer(
        result.getState().isFeasible()
            ? OptionalLong.of(Math.round(result.getValue()))
            : OptionalLong.empty(),
        result.getState());
  }

  private void demand(int step) {
    Expression holds = model.newExpression("holds" + step).lower(problem.demand().get(step));
    for (int offer = 0; offer < added.length; offer++) {
      running(holds, offer, step, problem.offers().get(offer).capacity());
    }
    if (!problem.spare()) {
      return;
    }
    Variable largest = model.newVariable("largest" + step).lower(0);
    holds.set(largest, -1);
    for (int offer = 0; offer < added.length; offer++) {
      Variable any = model.newVariable("any" + offer + "_" + step).binary();
      Expression counted = model.newExpression("counted" + offer + "_" + step).upper(0);
      running(counted, offer, step, 1);
      counted.set(any, -MOST);
      model
          .newExpression("largest" + offer + "_" + step)
          .lower(0)
          .set(largest, 1)
          .set(any, -problem.offers().get(offer).capacity());
    }
  }

  private void running(Expression into, int offer, int step, long factor) {
    boolean isReserved = problem.offers().get(offer).term() == Term.RESERVED;
    for (int from = 0; from < added[offer].length; from++) {
      if (isReserved || from <= step) {
        into.set(added[offer][from], factor);
      }
    }
  }
}
