package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.ProgressListener;
import io.foretoken.validation.benchmark.BenchmarkFile;
import io.foretoken.validation.benchmark.BenchmarkFormats;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.StatedLoad;
import io.foretoken.validation.trace.TraceComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a benchmark file does not say of itself, and which of its runs is meant. */
final class TraceOptions {
  private static final int LISTED = 10;

  @Option(
      names = "--run",
      paramLabel = "N",
      description = "Which run of a benchmark file that holds several, from 1.")
  private Integer number;

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description =
          "A second file of the same run: the later scrape of a pair of metrics, the aggregate"
              + " beside a file of requests.")
  private Path companion;

  @Mixin private LoadOptions load;

  /** Whether a file is a benchmark's, or at least no scenario: JSON or CSV. */
  static boolean isBenchmark(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    BenchmarkFile opened = BenchmarkFile.open(file, Optional.empty());
    String first = opened.firstLine();
    boolean csv = first.contains(",") && !first.contains(":") && !first.startsWith("#");
    boolean json = opened.isJson() && !opened.outline().hasAll("fleet");
    return json || csv || BenchmarkFormats.installed().recognises(file);
  }

  /** Refuses what belongs to a benchmark file, where none is compared. */
  void refuseWithoutFile(Problems problems) {
    refuse("--run", number, problems);
    refuse("--with", companion, problems);
    load.written().forEach((option, value) -> refuse(option, value, problems));
  }

  private static void refuse(String option, Object value, Problems problems) {
    if (value != null) {
      problems.add(
          Problem.of(
              Origin.argument(option + " " + value),
              "no benchmark file is compared",
              "this says something of a benchmark file; for a scenario write --set"));
    }
  }

  /**
   * The run that is meant.
   *
   * @throws BadInputException if the file cannot be used, or holds several and none is named
   */
  BenchmarkRun run(Path file) {
    List<BenchmarkRun> runs =
        BenchmarkFormats.installed().read(file, Optional.ofNullable(companion));
    if (number == null && runs.size() > 1) {
      StringBuilder listed = new StringBuilder("choose one with --run:");
      for (int at = 0; at < Math.min(LISTED, runs.size()); at++) {
        listed.append("\n    ").append(at + 1).append("  ").append(describe(runs.get(at)));
      }
      if (runs.size() > LISTED) {
        listed.append("\n    ... ").append(runs.size()).append(" in all");
      }
      throw new BadInputException(
          Problem.of(
              Origin.file(file.toString()),
              "the file holds " + runs.size() + " runs",
              listed.toString()));
    }
    int chosen = number == null ? 1 : number;
    if (chosen < 1 || chosen > runs.size()) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--run " + chosen),
              "the file holds " + runs.size() + (runs.size() == 1 ? " run" : " runs"),
              "give a number from 1 to " + runs.size()));
    }
    return runs.get(chosen - 1);
  }

  private static String describe(BenchmarkRun run) {
    StringBuilder text = new StringBuilder();
    StatedLoad load = run.load();
    if (!Double.isNaN(load.requestsPerSecond())) {
      text.append(
          Double.isInfinite(load.requestsPerSecond())
              ? "no rate limit"
              : load.requestsPerSecond() + "/s");
    }
    if (load.maxInFlight() > 0) {
      text.append(text.isEmpty() ? "" : ", ").append(load.maxInFlight()).append(" in flight");
    }
    text.append(text.isEmpty() ? "" : ", ").append(run.counts().answered()).append(" answered");
    return text.toString();
  }

  /** Simulates the run's requests under a progress bar that Ctrl-C ends. */
  TraceComparison compare(
      BenchmarkRun run, PreparedRun scenario, Catalog catalog, Console console) {
    StatedLoad given = load.stated();
    long requests = Math.max(1, run.counts().sent());
    try (ProgressBar bar = console.progress("replaying")) {
      ProgressListener progress =
          (nanos, finished) -> bar.update(finished / (double) requests, finished + " requests");
      TraceComparison comparison =
          TraceComparison.of(
              run, scenario, catalog, given, progress, console.cancellation()::isCancelled);
      if (console.cancellation().isCancelled()) {
        throw new CancellationException("interrupted");
      }
      return comparison;
    }
  }
}
