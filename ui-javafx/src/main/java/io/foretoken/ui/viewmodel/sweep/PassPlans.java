package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.sweep.CoarseScenario;
import io.foretoken.scenario.sweep.LiveSweep;
import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.scenario.sweep.SweepOptions;
import io.foretoken.scenario.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
    SweepPlan coarse =
        byBatch(fine, run, asked)
            .map(range -> SweepPlan.of(tree, options(asked, range, version)))
            .orElseGet(
                () ->
                    SweepPlan.of(
                        CoarseScenario.of(tree, run, mostInFlight(fine, run)),
                        options(asked, version)));
    return new PassPlans(name, tree, coarse, fine);
  }

  /**
   * The parameter of a first look at full batches: each limit with as many requests as a batch of
   * it needs, since small batches take the most steps for each. Empty where that is not swept.
   */
  private static Optional<String> byBatch(SweepPlan fine, PreparedRun run, SweepSettings asked) {
    if (asked.load() != SweepLoad.FULL || !asked.knob().isBatchLimit()) {
      return Optional.empty();
    }
    long most = mostInFlight(fine, run);
    List<String> rows = new ArrayList<>();
    for (List<String> values : LiveSweep.values(fine)) {
      String limit = values.get(0);
      OptionalLong requests =
          limit.matches("[0-9]{1,6}")
              ? CoarseScenario.requests(
                  run, Long.parseLong(limit) * run.deployment().replicas(), most)
              : OptionalLong.empty();
      if (requests.isEmpty()) {
        return Optional.empty();
      }
      rows.add("[" + limit + ", " + requests.getAsLong() + "]");
    }
    return Optional.of(asked.knob().path() + ",stop.requests=" + String.join(",", rows));
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
    return options(asked, asked.knob().path() + "=" + asked.range(), version);
  }

  private static SweepOptions options(SweepSettings asked, String parameter, String version) {
    return new SweepOptions(
        List.of(parameter),
        OptionalInt.empty(),
        Optional.of(asked.load()),
        ReplicationPlan.ONCE,
        List.of(),
        version);
  }
}
