package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.validation.benchmark.BenchmarkFormats;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationJson;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.calibrate.CalibrationRuns;
import io.foretoken.validation.calibrate.ProfileYaml;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken calibrate}: an engine profile from the user's own benchmark files. */
@picocli.CommandLine.Command(
    name = "calibrate",
    description =
        "Fit an engine's constants to your own benchmark files and write them as a profile that"
            + " scenarios name: engine: {profile: ./profile.yaml}.")
final class CalibrateCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;

  @Parameters(
      arity = "1..*",
      paramLabel = "TRACE",
      description = "Results of a benchmark tool, plain or gzip; several runs at several loads.")
  private List<Path> traces = new ArrayList<>();

  @Mixin private DeploymentOptions deployment;
  @Mixin private LoadOptions load;
  @Mixin private CatalogOption catalogOption;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write the profile.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it is there already.")
  private boolean force;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the points where the search starts, and of the intervals. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--use-all",
      description = "Hold nothing back to score the fit; the shipped error bands then stay.")
  private boolean useAll;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Runs simulated at a time. Default: all processors.")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Mixin private TableOrJsonOption format;

  @Override
  public ExitCode run(Console console) throws IOException, InterruptedException {
    OutputFile.check(out, force);
    if (workers < 1) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--workers " + workers), "found " + workers, "give at least 1"));
    }
    Catalog catalog = catalogOption.catalog();
    List<CalibrationRun> runs = read(catalog, console);
    CalibrationOptions options = CalibrationOptions.DEFAULT.withSeed(seed).withWorkers(workers);
    CalibrationResult result =
        calibrate(catalog, runs, useAll ? options.withAllData() : options, console);
    OutputFile.write(out, ProfileYaml.of(result));
    if (format.isJson()) {
      StringWriter text = new StringWriter();
      CalibrationJson.write(text, result);
      console.out().print(text);
    } else {
      console.out().print(CalibrateTable.render(result, console.outPaint()));
    }
    result.warnings().forEach(warning -> console.err().println("note: " + warning));
    console.err().println("wrote " + out);
    return ExitCode.OK;
  }

  private List<CalibrationRun> read(Catalog catalog, Console console) {
    BenchmarkFormats formats = BenchmarkFormats.installed();
    Problems problems = new Problems();
    List<BenchmarkRun> runs = new ArrayList<>();
    for (Path trace : traces) {
      try {
        runs.addAll(formats.read(trace));
      } catch (BadInputException e) {
        problems.addAll(e);
      }
    }
    problems.throwIfAny();
    List<CalibrationRun> all =
        CalibrationRuns.of(catalog, deployment.stated(), load.stated(), runs);
    CalibrationRuns.assumptions(all)
        .forEach(assumption -> console.err().println("note: " + assumption));
    return all;
  }

  private static CalibrationResult calibrate(
      Catalog catalog, List<CalibrationRun> runs, CalibrationOptions options, Console console)
      throws InterruptedException {
    long started = System.nanoTime();
    CalibrationResult result;
    try (ProgressBar bar = console.progress("calibrating")) {
      result =
          new Calibration(catalog)
              .run(
                  runs,
                  options,
                  (stage, round, share, error) ->
                      bar.update(share, CalibrationProgress.words(stage, round, error)),
                  console.cancellation()::isCancelled);
    }
    console
        .err()
        .printf(
            Locale.ROOT,
            "%d %s, %.1f s%n",
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            (System.nanoTime() - started) / NANOS_PER_SECOND);
    return result;
  }
}
