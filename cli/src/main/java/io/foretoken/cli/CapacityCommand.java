package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Percent;
import io.foretoken.scenario.capacity.CapacityFiles;
import io.foretoken.scenario.capacity.CapacityOptions;
import io.foretoken.scenario.capacity.CapacityResult;
import io.foretoken.scenario.capacity.CapacitySearch;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.sweep.SweepRunner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foretoken capacity}: how much load a deployment holds. */
@picocli.CommandLine.Command(
    name = "capacity",
    description =
        "Find the highest rate of requests (or the most requests in flight, for a closed loop) that"
            + " meets the scenario's SLO, and what gives way above it. Exits with 1 if no load meets"
            + " it.")
final class CapacityCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MOST_RUNS = 10_000;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--precision",
      paramLabel = "PERCENT",
      description = "How near the next load tried above the answer is. Default: 2%%.")
  private String precision;

  @Option(
      names = "--ci-width",
      paramLabel = "PERCENT",
      description = "Widest half-width of the p99 accepted at the answer. Default: 10%%.")
  private String width;

  @Option(
      names = "--replications",
      paramLabel = "N",
      description = "Runs of every load at least. Default: 4.")
  private int replications = CapacityOptions.FEWEST;

  @Mixin private RunnerOptions runner;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write capacity.json and probes.csv there.")
  private Path out;

  @Option(names = "--force", description = "Replace results that are in the folder already.")
  private boolean force;

  @Mixin private CatalogOption own;

  @Mixin private FormatOption format;

  @Override
  public ExitCode run(Console console) throws Exception {
    CapacityOptions options = options();
    ScenarioTree tree = scenario.tree();
    try (SweepRunner where = runner.open()) {
      return out == null
          ? report(search(tree, options, where, console), console)
          : intoFolder(tree, options, where, console);
    }
  }

  private ExitCode intoFolder(
      ScenarioTree tree, CapacityOptions options, SweepRunner where, Console console)
      throws IOException, InterruptedException {
    try (OutputFolder folder = OutputFolder.open(out, force, Origin.argument("--out " + out))) {
      console.cancellation().onCancel(folder::discard);
      CapacityResult result = search(tree, options, where, console);
      folder.write(ResultFile.CAPACITY, file -> CapacityFiles.writeJson(file, result));
      folder.write(ResultFile.PROBES, file -> CapacityFiles.writeProbes(file, result));
      folder.publish();
      return report(result, console);
    }
  }

  private CapacityOptions options() {
    atLeastOne("--replications", replications);
    return new CapacityOptions(
        share("--precision", precision, CapacityOptions.PRECISION),
        share("--ci-width", width, CapacityOptions.WIDTH),
        Math.max(2, replications),
        Math.max(CapacityOptions.MOST, replications),
        runner.workers(),
        own.files());
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1 || value > MOST_RUNS) {
      throw new BadInputException(
          Problem.of(
              Origin.argument(option + " " + value),
              "found " + value,
              "give a number from 1 to " + MOST_RUNS));
    }
  }

  private static double share(String option, String text, double otherwise) {
    if (text == null) {
      return otherwise;
    }
    Origin origin = Origin.argument(option + " " + text);
    try {
      double share = Percent.parse(text).fraction();
      if (share > 0 && share < 1) {
        return share;
      }
    } catch (NotAQuantityException e) {
      throw new BadInputException(Problem.of(origin, e.getMessage(), e.hint()));
    }
    throw new BadInputException(
        Problem.of(origin, "found " + text, "write a share above 0 % and below 100 %, such as 2%"));
  }

  private static CapacityResult search(
      ScenarioTree tree, CapacityOptions options, SweepRunner where, Console console)
      throws InterruptedException {
    long started = System.nanoTime();
    try (ProgressBar bar = console.progress("searching")) {
      CapacityResult result =
          CapacitySearch.run(
              tree,
              options,
              where,
              load -> bar.update(Double.NaN, "trying " + ReadableNumbers.number(load)),
              console.cancellation()::isCancelled);
      bar.clear();
      int runs = result.probes().stream().mapToInt(probe -> probe.figures().replications()).sum();
      console
          .err()
          .printf(
              Locale.ROOT,
              "%d loads, %d runs, %.1f s%n",
              result.probes().size(),
              runs,
              (System.nanoTime() - started) / NANOS_PER_SECOND);
      return result;
    }
  }

  private ExitCode report(CapacityResult result, Console console) throws IOException {
    StringWriter text = new StringWriter();
    switch (format.chosen()) {
      case table -> text.append(CapacityTable.render(result, console.outPaint()));
      case json -> CapacityFiles.writeJson(text, result);
      case csv -> CapacityFiles.writeProbes(text, result);
    }
    console.out().print(text);
    return result.isPossible() ? ExitCode.OK : ExitCode.ANSWER_IS_NO;
  }
}
