package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.sweep.CoarseScenario;
import io.foretoken.scenario.sweep.LiveSweep;
import io.foretoken.scenario.sweep.SweepOptions;
import io.foretoken.scenario.sweep.SweepPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Plans of the passes over one scenario.
 *
 * @param name what its curve is called
 * @param tree what is swept, with the sliders' values in it
 * @param coarse of the first look
 * @param fine of every point in full
 */
record PassPlans(String name, ScenarioTree tree, SweepPlan coarse, SweepPlan fine) {
  private static final long MOST_POINTS = 10_000;

  /**
   * Plans both passes.
   *
   * @throws BadInputException if the range or the scenario is not what can be swept here
   */
  static PassPlans of(
      String name, ScenarioTree tree, PreparedRun run, SweepSettings asked, String version) {
    SweepPlan fine = SweepPlan.of(tree, options(asked, version));
    if (fine.size() > MOST_POINTS) {
      throw new BadInputException(
          Problem.of(
              fine.origin(),
              ReadableNumbers.count(fine.size()) + " points",
              "sweep at most "
                  + ReadableNumbers.count(MOST_POINTS)
                  + " here; the command line takes more"));
    }
    ScenarioTree shorter = CoarseScenario.of(tree, run, mostInFlight(fine, run));
    return new PassPlans(name, tree, SweepPlan.of(shorter, options(asked, version)), fine);
  }

  /** The largest batch limit that is swept, or the scenario's own, on all replicas. */
  private static long mostInFlight(SweepPlan plan, PreparedRun run) {
    long most = run.deployment().engine().maxNumSeqs();
    for (List<String> values : LiveSweep.values(plan)) {
      String last = values.get(values.size() - 1);
      if (last.matches("[0-9]{1,6}")) {
        most = Math.max(most, Long.parseLong(last));
      }
    }
    return most * run.deployment().replicas();
  }

  private static SweepOptions options(SweepSettings asked, String version) {
    return new SweepOptions(
        List.of(asked.knob().path() + "=" + asked.range()),
        OptionalInt.empty(),
        Optional.of(asked.load()),
        ReplicationPlan.ONCE,
        List.of(),
        version);
  }
}
