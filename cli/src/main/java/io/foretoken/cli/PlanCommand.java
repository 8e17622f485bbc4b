package io.foretoken.cli;

import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.plan.PlanOptions;
import io.foretoken.scenario.plan.Planner;
import io.foretoken.scenario.plan.result.FleetStart;
import io.foretoken.scenario.plan.result.PlanCsv;
import io.foretoken.scenario.plan.result.PlanJson;
import io.foretoken.scenario.plan.result.PlanReport;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.sweep.SweepRunner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foretoken plan}: the cheapest fleet for a forecast. */
@picocli.CommandLine.Command(
    name = "plan",
    description =
        "Find the cheapest fleet that meets the scenario's SLO under its forecast of traffic:"
            + " capacities by simulation, whole numbers of replicas by a program, and a simulation of"
            + " the fleet. Exits with 1 if no fleet meets it.")
final class PlanCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--gpus",
      paramLabel = "GPU,GPU",
      split = ",",
      description = "GPUs to consider, instead of plan.candidates.gpus.")
  private List<String> gpus = new ArrayList<>();

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = "US dollars a month that the fleet may cost, instead of the scenario's.")
  private String budget;

  @Option(
      names = "--exhaustive",
      description =
          "Search the capacity of every candidate by simulation, also where its bound rules it out:"
              + " the same fleet, and the price of every other, in more time.")
  private boolean exhaustive;

  @Mixin private RunnerOptions runner;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write plan.json, plan.csv, plan-candidates.csv and report.html there, and fleet.yaml (the"
              + " fleet's peak, for run) and serve.sh (starts a replica); of a fleet of several kinds"
              + " one of each for every kind, such as fleet-l40s-fp8.yaml.")
  private Path out;

  @Option(names = "--force", description = "Replace results that are in the folder already.")
  private boolean force;

  @Mixin private CatalogOption own;

  @Mixin private FormatOption format;

  @Override
  public ExitCode run(Console console) throws Exception {
    ScenarioTree tree = tree();
    try (SweepRunner where = runner.open()) {
      return out == null
          ? report(plan(tree, where, console), console)
          : intoFolder(tree, where, console);
    }
  }

  private ExitCode intoFolder(ScenarioTree tree, SweepRunner where, Console console)
      throws IOException, InterruptedException {
    try (OutputFolder folder = OutputFolder.open(out, force, Origin.argument("--out " + out))) {
      console.cancellation().onCancel(folder::discard);
      PlanResult result = plan(tree, where, console);
      folder.write(ResultFile.PLAN, file -> PlanJson.write(file, result));
      folder.write(ResultFile.PLAN_CSV, file -> PlanCsv.writeFleets(file, result));
      folder.write(ResultFile.PLAN_CANDIDATES, file -> PlanCsv.writeCandidates(file, result));
      folder.write(
          ResultFile.REPORT,
          file -> PlanReport.write(file, result, ScenarioSource.of(tree.root())));
      boolean isMixed = result.starts().size() > 1;
      for (FleetStart start : result.starts()) {
        String kind = isMixed ? start.name() : "";
        folder.write(ResultFile.PLAN_FLEET, kind, file -> file.write(start.scenario()));
        folder.write(ResultFile.PLAN_SERVE, kind, file -> file.write(start.command()));
      }
      folder.publish();
      return report(result, console);
    }
  }

  private ScenarioTree tree() {
    ScenarioTree tree = scenario.tree();
    if (!gpus.isEmpty()) {
      String list = "[" + String.join(", ", gpus) + "]";
      tree = tree.set("plan.candidates.gpus", list, Origin.argument("--gpus " + list));
    }
    return budget == null
        ? tree
        : tree.set("plan.budget_usd_per_month", budget, Origin.argument("--budget " + budget));
  }

  private PlanResult plan(ScenarioTree tree, SweepRunner where, Console console)
      throws InterruptedException {
    long started = System.nanoTime();
    try (ProgressBar bar = console.progress("planning")) {
      PlanResult result =
          Planner.run(
              tree,
              new PlanOptions(
                  where,
                  runner.workers(),
                  own.files(),
                  Version.number(),
                  (what, done, all) -> bar.update(Double.NaN, what + " " + done + " of " + all),
                  exhaustive),
              console.cancellation()::isCancelled);
      bar.clear();
      console
          .err()
          .printf(
              Locale.ROOT,
              "%d candidates, %d simulated, %.1f s%n",
              result.candidates().size(),
              result.simulated(),
              (System.nanoTime() - started) / NANOS_PER_SECOND);
      return result;
    }
  }

  private ExitCode report(PlanResult result, Console console) throws IOException {
    StringWriter text = new StringWriter();
    switch (format.chosen()) {
      case table -> text.append(PlanTable.render(result, console.outPaint()));
      case json -> PlanJson.write(text, result);
      case csv -> PlanCsv.writeFleets(text, result);
    }
    console.out().print(text);
    return result.verdict().holds() ? ExitCode.OK : ExitCode.ANSWER_IS_NO;
  }
}
