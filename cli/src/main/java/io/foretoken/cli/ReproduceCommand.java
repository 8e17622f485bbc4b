package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.reproduce.Reproduction;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.sim.request.RequestSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken reproduce}: what it takes to measure a prediction. */
@picocli.CommandLine.Command(
    name = "reproduce",
    description =
        "The commands that would measure what a scenario predicts: how to serve it, how to load it"
            + " (vllm bench serve, sglang.bench_serving, aiperf, guidellm), and alerts for"
            + " Prometheus with the predicted thresholds. What a tool cannot be told is said in"
            + " comments.")
final class ReproduceCommand implements Command {
  @Parameters(index = "0", paramLabel = "SCENARIO", description = "Scenario file (YAML).")
  private Path scenario;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a value of the scenario. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write reproduce.sh and alerts.yaml there, and the engine's options file.")
  private Path out;

  @Option(names = "--force", description = "Replace results that are in the folder already.")
  private boolean force;

  @Mixin private CatalogOption own;

  @Override
  public ExitCode run(Console console) throws IOException {
    Catalog catalog = own.catalog();
    ScenarioTree tree = ScenarioTree.read(scenario).setAll(sets);
    PreparedRun prepared = new ScenarioResolver(catalog).resolve(tree, false);
    prepared.notes().forEach(note -> console.err().println("note: " + note));
    if (out == null) {
      Reproduction reproduction = reproduction(tree, prepared, catalog, console);
      console.out().print(reproduction.script());
      console.out().print("\n# 4. Alerts.\ncat > alerts.yaml <<'END'\n");
      console.out().print(reproduction.alerts() + "END\n");
      return ExitCode.OK;
    }
    try (OutputFolder folder = OutputFolder.open(out, force, Origin.argument("--out " + out))) {
      console.cancellation().onCancel(folder::discard);
      Reproduction reproduction = reproduction(tree, prepared, catalog, console);
      folder.write(ResultFile.REPRODUCE, file -> file.write(reproduction.script()));
      folder.write(ResultFile.ALERTS, file -> file.write(reproduction.alerts()));
      if (!reproduction.options().isEmpty()) {
        folder.write(ResultFile.ENGINE_OPTIONS, file -> file.write(reproduction.options()));
      }
      folder.publish();
      console.out().println("wrote " + out);
      return ExitCode.OK;
    }
  }

  private Reproduction reproduction(
      ScenarioTree tree, PreparedRun prepared, Catalog catalog, Console console) {
    RunOutcome outcome = OneRun.once(prepared, RequestSink.NONE, console);
    return Reproduction.of(tree, prepared, outcome.figures(), catalog, scenario.toString());
  }
}
