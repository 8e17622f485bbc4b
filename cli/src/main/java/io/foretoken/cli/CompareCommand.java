package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.compare.Comparison;
import io.foretoken.scenario.compare.ComparisonFiles;
import io.foretoken.scenario.compare.ComparisonReport;
import io.foretoken.scenario.compare.Side;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.Replications;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.trace.TraceComparison;
import io.foretoken.validation.trace.TraceFiles;
import io.foretoken.validation.trace.TraceReport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code foretoken compare}: two scenarios, two results, or a benchmark file and a scenario side by
 * side.
 */
@picocli.CommandLine.Command(
    name = "compare",
    description =
        "Two scenarios, two folders of results, or one of each, side by side: which differences are"
            + " real and which could be chance. Scenarios are simulated several times with common"
            + " random numbers. Or a benchmark file and a scenario: what the scenario's deployment"
            + " is predicted to make of the very requests that were measured.")
final class CompareCommand implements Command {
  private static final int MOST_RUNS = 1000;
  private static final int RUNS = 5;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "Scenario file, folder of results, or benchmark file.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Scenario file, or folder of results.")
  private Path second;

  @Option(
      names = "--replications",
      paramLabel = "N",
      description = "Runs of each scenario. Default: 5; a benchmark file is replayed once.")
  private Integer replicationsGiven;

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

  @Mixin private TraceOptions trace;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write comparison.json, comparison.csv and report.html there, of a benchmark file"
              + " residuals.csv too.")
  private Path out;

  @Option(names = "--force", description = "Replace results that are in the folder already.")
  private boolean force;

  @Mixin private CatalogOption own;

  @Mixin private FormatOption format;

  @Override
  public ExitCode run(Console console) throws IOException {
    boolean isTrace = TraceOptions.isBenchmark(first) || TraceOptions.isBenchmark(second);
    checkArguments(isTrace);
    if (isTrace) {
      compareTrace(console);
      return ExitCode.OK;
    }
    Catalog catalog = own.catalog();
    Problems problems = new Problems();
    Optional<ResultSummary> firstResults = results(first, problems);
    Optional<ResultSummary> secondResults = results(second, problems);
    Optional<PreparedRun> firstScenario = scenario(catalog, first, sets, problems);
    List<String> both = new ArrayList<>(sets);
    both.addAll(setsOfSecond);
    Optional<PreparedRun> secondScenario = scenario(catalog, second, both, problems);
    problems.throwIfAny();
    publish(
        console,
        () -> {
          Comparison comparison =
              Comparison.of(
                  side(firstResults, firstScenario, "A", console),
                  side(secondResults, secondScenario, "B", console));
          return new Pages(
              text -> text.write(CompareTable.render(comparison, console.outPaint())),
              text -> ComparisonFiles.writeJson(text, comparison),
              text -> ComparisonFiles.writeCsv(text, comparison),
              text -> ComparisonReport.write(text, comparison),
              Optional.empty());
        });
    return ExitCode.OK;
  }

  /** The benchmark file may stand on either side. */
  private void compareTrace(Console console) throws IOException {
    boolean firstIs = TraceOptions.isBenchmark(first);
    Path file = firstIs ? first : second;
    Path scenarioFile = firstIs ? second : first;
    Problems problems = new Problems();
    Optional<BenchmarkRun> run = Optional.empty();
    try {
      run = Optional.of(trace.run(file));
    } catch (BadInputException e) {
      problems.addAll(e);
    }
    Catalog catalog = own.catalog();
    Optional<PreparedRun> scenario = scenario(catalog, scenarioFile, sets, problems);
    problems.throwIfAny();
    BenchmarkRun measured = run.orElseThrow();
    PreparedRun deployment = scenario.orElseThrow();
    String source = ScenarioSource.of(ScenarioTree.read(scenarioFile).setAll(sets).root());
    publish(
        console,
        () -> {
          TraceComparison comparison = trace.compare(measured, deployment, catalog, console);
          comparison.notes().forEach(note -> console.err().println("note: " + note));
          return new Pages(
              text -> text.write(TraceComparisonTable.render(comparison, console.outPaint())),
              text -> TraceFiles.writeJson(text, comparison),
              text -> TraceFiles.writeCsv(text, comparison),
              text -> TraceReport.write(text, comparison, source),
              Optional.of(text -> TraceFiles.writeRequests(text, comparison)));
        });
  }

  /** A comparison in every form that it is shown in. */
  private record Pages(
      OutputFolder.Content table,
      OutputFolder.Content json,
      OutputFolder.Content csv,
      OutputFolder.Content report,
      Optional<OutputFolder.Content> residuals) {}

  /** The folder is checked before the work is done. */
  private void publish(Console console, Supplier<Pages> work) throws IOException {
    if (out == null) {
      print(console, work.get());
      return;
    }
    try (OutputFolder folder = OutputFolder.open(out, force, Origin.argument("--out " + out))) {
      console.cancellation().onCancel(folder::discard);
      Pages pages = work.get();
      folder.write(ResultFile.COMPARISON, pages.json());
      folder.write(ResultFile.COMPARISON_CSV, pages.csv());
      if (pages.residuals().isPresent()) {
        folder.write(ResultFile.RESIDUALS, pages.residuals().get());
      }
      folder.write(ResultFile.REPORT, pages.report());
      folder.publish();
      print(console, pages);
    }
  }

  private void print(Console console, Pages pages) throws IOException {
    StringWriter text = new StringWriter();
    switch (format.chosen()) {
      case table -> pages.table().writeTo(text);
      case json -> pages.json().writeTo(text);
      case csv -> pages.csv().writeTo(text);
    }
    console.out().print(text);
  }

  private int replications() {
    return replicationsGiven == null ? RUNS : replicationsGiven;
  }

  private void checkArguments(boolean isTrace) {
    Problems problems = new Problems();
    int replications = replications();
    if (isTrace) {
      if (replicationsGiven != null) {
        problems.add(
            Problem.of(
                Origin.argument("--replications " + replications),
                "a benchmark file is replayed once, with the requests that it lists",
                "leave it out"));
      }
      if (!setsOfSecond.isEmpty()) {
        problems.add(
            Problem.of(
                Origin.argument("--set-b " + setsOfSecond.get(0)),
                "there is one scenario only",
                "write --set instead"));
      }
    } else {
      trace.refuseWithoutFile(problems);
    }
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
    while (all.size() < replications()) {
      String doing = name + ", run " + (all.size() + 1) + " of " + replications();
      all.add(OneRun.once(prepared, all.size(), RequestSink.NONE, doing, console));
    }
    return Side.of(prepared, all);
  }
}
