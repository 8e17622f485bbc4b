package io.foretoken.cli;

import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A scenario from a file or from arguments alone, with values changed. */
final class ScenarioOptions {
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

  /**
   * The scenario as it is to be simulated, not checked yet.
   *
   * @throws io.foretoken.input.problem.BadInputException if it cannot be read or lacks something
   */
  ScenarioTree tree() {
    ScenarioTree given =
        scenario == null ? ScenarioTree.ofArguments() : ScenarioTree.read(scenario);
    ScenarioTree tree = arguments.apply(given, scenario).setAll(sets);
    return seed == null
        ? tree
        : tree.set("seed", Long.toString(seed), Origin.argument("--seed " + seed));
  }
}
