package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.compare.Comparison;
import io.foretoken.scenario.compare.ComparisonFiles;
import io.foretoken.scenario.compare.Side;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.Replications;
import io.foretoken.sim.request.RequestSink;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken compare}: two scenarios or two results side by side. */
@picocli.CommandLine.Command(
    name = "compare",
    description =
        "Two scenarios, two folders of results, or one of each, side by side: which differences are"
            + " real and which could be chance. Scenarios are simulated several times with common"
            + " random numbers.")
final class CompareCommand implements Command {
  private static final int MOST_RUNS = 1000;

  @Parameters(index = "0", paramLabel = "A", description = "Scenario file, or folder of results.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Scenario file, or folder of results.")
  private Path second;

  @Option(
      names = "--replications",
      paramLabel = "N",
      description = "Runs of each scenario. Default: ${DEFAULT-VALUE}.")
  private int replications = 5;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a value in both scenarios. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--set-b",
      paramLabel = "PATH=VALUE",
      description = "Set a value in the second scenario only. Repeatable.")
  private List<String> setsOfSecond = new ArrayList<>();

  @Option(names = "--seed", description = "Root of all random numbers, instead of the scenarios'.")
  private Long seed;

  @Mixin private CatalogOption own;

  @Mixin private FormatOption format;

  @Override
  public ExitCode run(Console console) throws IOException {
    checkArguments();
    Catalog catalog = own.catalog();
    Problems problems = new Problems();
    Optional<ResultSummary> firstResults = results(first, problems);
    Optional<ResultSummary> secondResults = results(second, problems);
    Optional<PreparedRun> firstScenario = scenario(catalog, first, sets, problems);
    List<String> both = new ArrayList<>(sets);
    both.addAll(setsOfSecond);
    Optional<PreparedRun> secondScenario = scenario(catalog, second, both, problems);
    problems.throwIfAny();
    Comparison comparison =
        Comparison.of(
            side(firstResults, firstScenario, "A", console),
            side(secondResults, secondScenario, "B", console));
    StringWriter text = new StringWriter();
    switch (format.chosen()) {
      case table -> text.write(CompareTable.render(comparison, console.outPaint()));
      case json -> ComparisonFiles.writeJson(text, comparison);
      case csv -> ComparisonFiles.writeCsv(text, comparison);
    }
    console.out().print(text);
    return ExitCode.OK;
  }

  private void checkArguments() {
    Problems problems = new Problems();
    if (replications < 1 || replications > MOST_RUNS) {
      problems.add(
          Problem.of(
              Origin.argument("--replications " + replications),
              "found " + replications,
              "give a number from 1 to " + MOST_RUNS));
    }
    if (Files.isDirectory(first) && Files.isDirectory(second) && !sets.isEmpty()) {
      problems.add(results("--set " + sets.get(0)));
    }
    if (Files.isDirectory(second) && !setsOfSecond.isEmpty()) {
      problems.add(results("--set-b " + setsOfSecond.get(0)));
    }
    problems.throwIfAny();
  }

  private static Problem results(String argument) {
    return Problem.of(
        Origin.argument(argument),
        "the results in a folder are what they are",
        "name a scenario file instead of the folder");
  }

  private static Optional<ResultSummary> results(Path subject, Problems problems) {
    try {
      return Files.isDirectory(subject)
          ? Optional.of(ResultSummary.read(subject))
          : Optional.empty();
    } catch (BadInputException e) {
      problems.addAll(e);
      return Optional.empty();
    }
  }

  private Optional<PreparedRun> scenario(
      Catalog catalog, Path subject, List<String> assignments, Problems problems) {
    if (Files.isDirectory(subject)) {
      return Optional.empty();
    }
    try {
      ScenarioTree tree = ScenarioTree.read(subject).setAll(assignments);
      if (seed != null) {
        tree = tree.set("seed", Long.toString(seed), Origin.argument("--seed " + seed));
      }
      return Optional.of(new ScenarioResolver(catalog).resolve(tree, false));
    } catch (BadInputException e) {
      problems.addAll(e);
      return Optional.empty();
    }
  }

  private Side side(
      Optional<ResultSummary> results,
      Optional<PreparedRun> scenario,
      String name,
      Console console) {
    if (results.isPresent()) {
      return Side.of(results.get());
    }
    PreparedRun prepared = scenario.orElseThrow();
    prepared.notes().forEach(note -> console.err().println("note: " + name + ": " + note));
    Replications all = new Replications(prepared);
    while (all.size() < replications) {
      String doing = name + ", run " + (all.size() + 1) + " of " + replications;
      all.add(OneRun.once(prepared, all.size(), RequestSink.NONE, doing, console));
    }
    return Side.of(prepared, all);
  }
}
