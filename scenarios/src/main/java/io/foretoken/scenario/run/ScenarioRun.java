package io.foretoken.scenario.run;

import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.FullLoad;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.replica.Engines;
import io.foretoken.sim.request.RequestSink;
import java.util.function.Function;

/** Runs a prepared scenario once. */
public final class ScenarioRun {
  private ScenarioRun() {}

  /**
   * Runs it.
   *
   * @param replication number of the replication, from 0
   * @param sink gets every request that leaves
   */
  public static RunOutcome execute(
      PreparedRun scenario,
      int replication,
      RequestSink sink,
      ProgressListener progress,
      CancelToken cancel) {
    return execute(
        scenario,
        replication,
        sink,
        progress,
        cancel,
        run -> FullLoadRun.of(scenario, run.result(), cancel));
  }

  /**
   * Runs it.
   *
   * @param full says what the deployment delivers when it is kept full; asked only where a price is
   *     known
   */
  public static RunOutcome execute(
      PreparedRun scenario,
      int replication,
      RequestSink sink,
      ProgressListener progress,
      CancelToken cancel,
      Function<RunFigures, FullLoad> full) {
    Simulation simulation =
        new Simulation(
            scenario.deployment(),
            scenario.source().apply(KeyedRandom.of(scenario.seed(), replication)),
            scenario.settings(),
            Engines.shipped());
    LastSend lastSend = new LastSend(sink);
    RunResult result = simulation.run(lastSend, progress, cancel);
    RunFigures figures =
        RunFigures.of(
            result,
            scenario.facts(),
            scenario.classes(),
            scenario.openLoop() && scenario.keepsItsRate(),
            Math.min(scenario.arrivalsEndNanos(), Math.max(1, lastSend.nanos())));
    return new RunOutcome(
        figures,
        scenario.price().map(price -> CostFigures.of(price, figures, full.apply(figures))),
        simulation.now());
  }
}
