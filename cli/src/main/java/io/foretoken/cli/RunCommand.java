package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.export.CostCsv;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.RequestsCsv;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.export.SummaryJson;
import io.foretoken.scenario.export.TimeSeriesCsv;
import io.foretoken.scenario.report.RunCharts;
import io.foretoken.scenario.report.RunReport;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.sim.request.RequestSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken run}: simulates a scenario once. */
@picocli.CommandLine.Command(
    name = "run",
    description =
        "Simulate a deployment once: latencies, throughput, cost, and what limits them. With a"
            + " scenario file, or with --model, --gpu, --rate, --input and --output alone.")
final class RunCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "Scenario file (YAML).")
  private Path scenario;

  @Mixin private RunArguments arguments;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a value of the scenario, such as workload.arrivals.rate=12/s. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--seed", description = "Root of all random numbers, instead of the scenario's.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write summary.json, requests.csv, timeseries.csv, cost.csv and report.html there.")
  private Path out;

  @Option(names = "--force", description = "Replace results or a picture that are there already.")
  private boolean force;

  @Option(
      names = "--plot",
      paramLabel = "FILE.png|svg",
      description = "Draw the run's latencies, or if it is saturated its requests over time.")
  private Path plot;

  @Option(names = "--checked", description = "Check invariants after every event (slow).")
  private boolean checked;

  @Option(names = "--require-slo", description = "Exit with 1 if the SLO does not hold.")
  private boolean requireSlo;

  @Mixin private CatalogOption own;

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      description = "What to print: ${COMPLETION-CANDIDATES}. Default: table.")
  private Format format = Format.table;

  /** What is printed on standard output. */
  enum Format {
    table,
    json,
    csv
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    long started = System.nanoTime();
    ScenarioTree tree = tree();
    PreparedRun prepared = new ScenarioResolver(own.catalog()).resolve(tree, checked);
    if (requireSlo && !prepared.classes().haveObjectives()) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--require-slo"),
              "the scenario has no SLO",
              "add one, such as --set slo.ttft.p99=500ms"));
    }
    if (plot != null) {
      PlotFile.check(plot, force);
    }
    for (String note : prepared.notes()) {
      console.err().println("note: " + note);
    }
    RunOutcome outcome = simulate(prepared, tree, console);
    if (plot != null) {
      PlotFile.write(plot, new RunCharts(outcome).main());
    }
    print(prepared, outcome, console);
    console
        .err()
        .printf(
            Locale.ROOT,
            "simulated %.1f s in %.0f ms%n",
            outcome.endNanos() / NANOS_PER_SECOND,
            (System.nanoTime() - started) / NANOS_PER_MILLI);
    boolean missed = requireSlo && !outcome.figures().slo().met();
    return missed ? ExitCode.ANSWER_IS_NO : ExitCode.OK;
  }

  private ScenarioTree tree() {
    ScenarioTree given =
        scenario == null ? ScenarioTree.ofArguments() : ScenarioTree.read(scenario);
    ScenarioTree tree = arguments.apply(given, scenario).setAll(sets);
    return seed == null
        ? tree
        : tree.set("seed", Long.toString(seed), Origin.argument("--seed " + seed));
  }

  private RunOutcome simulate(PreparedRun prepared, ScenarioTree tree, Console console)
      throws IOException {
    if (out == null) {
      return Simulated.once(prepared, RequestSink.NONE, console);
    }
    try (OutputFolder folder = OutputFolder.open(out, force, Origin.argument("--out " + out))) {
      console.cancellation().onCancel(folder::discard);
      RunOutcome outcome;
      try (RequestsCsv requests =
          RequestsCsv.begin(
              folder.open(ResultFile.REQUESTS), prepared.facts().pool(), prepared.classes())) {
        outcome = Simulated.once(prepared, requests, console);
      }
      folder.write(ResultFile.SUMMARY, file -> SummaryJson.write(file, prepared, outcome));
      folder.write(
          ResultFile.TIMESERIES,
          file ->
              TimeSeriesCsv.write(
                  file, prepared.facts().pool(), outcome.figures().result(), outcome.endNanos()));
      folder.write(
          ResultFile.COST, file -> CostCsv.write(file, outcome.cost(), prepared.classes()));
      folder.write(
          ResultFile.REPORT,
          file -> RunReport.write(file, prepared, outcome, ScenarioSource.of(tree.root())));
      folder.publish();
      return outcome;
    }
  }

  private void print(PreparedRun prepared, RunOutcome outcome, Console console) throws IOException {
    switch (format) {
      case table -> console.out().print(RunTable.render(prepared, outcome, console.outPaint()));
      case json -> {
        StringWriter text = new StringWriter();
        SummaryJson.write(text, prepared, outcome);
        console.out().print(text);
      }
      case csv -> {
        PrintWriter writer = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
        CostCsv.write(writer, outcome.cost(), prepared.classes());
        writer.flush();
      }
    }
  }
}
