package io.foretoken.validation.trace;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.validation.benchmark.BenchmarkConversion;
import io.foretoken.validation.benchmark.BenchmarkRequests;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.ConvertedLoad;
import io.foretoken.validation.benchmark.StatedLoad;
import io.foretoken.validation.benchmark.StatedSetup;
import io.foretoken.validation.replay.Replay;
import java.util.ArrayList;
import java.util.List;

/**
 * A benchmark run beside what a scenario's deployment is predicted to make of the same requests.
 *
 * @param run as measured
 * @param scenario the deployment, with the run's requests
 * @param outcome of the simulation
 * @param figures that were measured and predicted
 * @param requests one by one; empty where the run does not list them
 * @param findings where the run contradicts the physics of the deployment
 * @param notes what a reader should know
 */
public record TraceComparison(
    BenchmarkRun run,
    PreparedRun scenario,
    RunOutcome outcome,
    List<TraceFigure> figures,
    List<TraceRequest> requests,
    List<String> findings,
    List<String> notes) {

  /**
   * Simulates a run's requests on a scenario's deployment.
   *
   * @param resolved the scenario; its own workload is put aside
   * @param given what the file does not say of the load
   * @throws BadInputException if run and scenario are of different models, too little is known of
   *     the load, or the scenario refuses the run's requests
   */
  public static TraceComparison of(
      BenchmarkRun run,
      PreparedRun resolved,
      Catalog catalog,
      StatedLoad given,
      ProgressListener progress,
      CancelToken cancel) {
    checkModel(run, resolved, catalog);
    ConvertedLoad load = new BenchmarkConversion(catalog, StatedSetup.NOTHING, given).load(run);
    PreparedRun sending = Replay.sending(resolved, load.load());
    PredictedRequests predicted = new PredictedRequests(load.order().length);
    RunOutcome outcome = ScenarioRun.execute(sending, 0, predicted, progress, cancel);
    if (predicted.refused() > 0) {
      throw new BadInputException(
          Problem.of(
              run.source().place(),
              predicted.refused()
                  + " requests of the run cannot be served by the scenario: "
                  + predicted.refusal(),
              "is the scenario the deployment that was measured?"));
    }
    List<String> notes = new ArrayList<>(run.notes());
    notes.addAll(load.assumptions());
    notes.addAll(differences(run.setup(), resolved, catalog));
    notes.addAll(resolved.notes());
    notes.add("prompts are taken as different from each other: the file says nothing of prefixes");
    return new TraceComparison(
        run,
        sending,
        outcome,
        FiguresBeside.of(run, outcome, sending.openLoop()),
        requests(run, load, predicted),
        PhysicsFindings.of(run, resolved),
        List.copyOf(notes));
  }

  private static void checkModel(BenchmarkRun run, PreparedRun resolved, Catalog catalog) {
    Problems problems = new Problems();
    String stated = run.setup().model();
    String known = catalog.findModel(stated).map(entry -> entry.shape().id()).orElse("");
    if (!known.isEmpty() && !known.equals(resolved.model())) {
      problems.add(
          Problem.of(
              run.source().place(),
              "the run is of the model " + stated + ", the scenario of " + resolved.model(),
              "compare it with a scenario of its own model"));
    }
    for (String obstacle : run.obstacles()) {
      problems.add(Problem.of(run.source().place(), obstacle, "choose another run"));
    }
    problems.throwIfAny();
  }

  /** What the file says of the deployment and the scenario says otherwise. */
  private static List<String> differences(
      StatedSetup setup, PreparedRun resolved, Catalog catalog) {
    List<String> differences = new ArrayList<>();
    String gpu = catalog.findGpu(setup.gpu()).map(entry -> entry.spec().id()).orElse("");
    if (!gpu.isEmpty() && !gpu.equals(resolved.facts().gpu())) {
      differences.add("the file is of " + gpu + ", the scenario of " + resolved.facts().gpu());
    }
    int gpus = resolved.facts().gpusPerReplica();
    int stated = Math.max(1, setup.pipeline()) * Math.max(1, setup.data()) * setup.tensor();
    if (stated > 0 && stated != gpus) {
      differences.add("the file says that " + stated + " GPUs served, the scenario has " + gpus);
    }
    String engine = resolved.engine().split(" ", 2)[0];
    if (!setup.engine().isEmpty() && !setup.engine().equals(engine)) {
      differences.add("the file is of " + setup.engine() + ", the scenario of " + engine);
    }
    return differences;
  }

  private static List<TraceRequest> requests(
      BenchmarkRun run, ConvertedLoad load, PredictedRequests predicted) {
    List<TraceRequest> requests = new ArrayList<>();
    int[] order = load.order();
    for (int index = 0; index < order.length; index++) {
      BenchmarkRequests measured = run.requests().orElseThrow();
      int number = order[index];
      requests.add(
          new TraceRequest(
              number,
              measured.sentSeconds(number),
              predicted.sent(index),
              measured.inputTokens(number),
              measured.outputTokens(number),
              measured.ttft(number),
              predicted.ttft(index),
              measured.tpot(number),
              predicted.tpot(index),
              measured.e2e(number),
              predicted.e2e(index)));
    }
    return List.copyOf(requests);
  }
}
