package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.validation.export.ErrorsCsv;
import io.foretoken.validation.export.RunsCsv;
import io.foretoken.validation.export.SkippedCsv;
import io.foretoken.validation.export.StepsCsv;
import io.foretoken.validation.export.ValidationJson;
import io.foretoken.validation.export.WorstCsv;
import io.foretoken.validation.measured.Collected;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.SampledSteps;
import io.foretoken.validation.own.OwnSet;
import io.foretoken.validation.report.ValidationReport;
import io.foretoken.validation.shipped.ShippedSuites;
import io.foretoken.validation.suite.ErrorLimit;
import io.foretoken.validation.suite.Validation;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foretoken validate}: predicted against measured on real GPU runs. */
@picocli.CommandLine.Command(
    name = "validate",
    description =
        "Compare predictions with runs measured on real GPUs: error per figure and suite, and"
            + " whether the decisions taken from them are right. Without --data on the measured"
            + " runs that ship with the program.")
final class ValidateCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of measured sets, each in a folder of its usual name.")
  private Path data;

  @Option(names = "--suite", paramLabel = "NAME", description = "Only this suite. Repeatable.")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write runs.csv, validation.json, errors.csv, worst.csv, skipped.csv and report.html"
              + " there.")
  private Path out;

  @Option(names = "--force", description = "Replace results that are in the folder already.")
  private boolean force;

  @Option(
      names = "--max-error",
      paramLabel = "METRIC=PERCENT",
      description =
          "Exit with 1 if a suite's median error of the figure is larger, such as tpot_mean=10 or,"
              + " for one suite, vllm-experiments/ttft_mean=20. Repeatable.")
  private List<String> maxErrors = new ArrayList<>();

  @Mixin private RunnerOptions runner;

  @Mixin private CatalogOption own;

  @Mixin private FormatOption format;

  @Override
  public ExitCode run(Console console) throws Exception {
    checkArguments();
    List<ErrorLimit> limits =
        maxErrors.stream()
            .map(limit -> ErrorLimit.parse(limit, Origin.argument("--max-error " + limit)))
            .toList();
    Catalog catalog = own.catalog();
    Collected collected =
        data == null
            ? Collected.of(ShippedSuites.read(suites))
            : MeasuredSets.read(data, catalog, List.of(new OwnSet(catalog)));
    Validation validation = new Validation(collected, suites, own.files());
    try (SweepRunner where = runner.open()) {
      return out == null
          ? report(compare(validation, where, console), limits, console)
          : intoFolder(validation, collected.steps(), where, limits, console);
    }
  }

  private ExitCode intoFolder(
      Validation validation,
      List<SampledSteps> steps,
      SweepRunner where,
      List<ErrorLimit> limits,
      Console console)
      throws IOException, InterruptedException {
    try (OutputFolder folder = OutputFolder.open(out, force, Origin.argument("--out " + out))) {
      console.cancellation().onCancel(folder::discard);
      ValidationResult result = compare(validation, where, console);
      folder.write(ResultFile.RUNS, file -> RunsCsv.write(file, result));
      folder.write(ResultFile.VALIDATION, file -> ValidationJson.write(file, result));
      folder.write(ResultFile.ERRORS, file -> ErrorsCsv.write(file, result));
      folder.write(ResultFile.WORST, file -> WorstCsv.write(file, result));
      folder.write(ResultFile.SKIPPED, file -> SkippedCsv.write(file, result));
      if (!steps.isEmpty()) {
        folder.write(ResultFile.STEPS, file -> StepsCsv.write(file, steps, result));
      }
      folder.write(ResultFile.REPORT, file -> ValidationReport.write(file, result));
      folder.publish();
      return report(result, limits, console);
    }
  }

  private void checkArguments() {
    Problems problems = new Problems();
    for (String suite : suites) {
      if (!MeasuredSets.isSuite(suite)) {
        String question = NearestName.question(suite, MeasuredSets.SUITES);
        problems.add(
            Problem.of(
                Origin.argument("--suite " + suite),
                "there is no suite \"" + suite + "\"",
                (question.isEmpty() ? "" : question + " ")
                    + "known: "
                    + String.join(", ", MeasuredSets.SUITES)));
      }
    }
    problems.throwIfAny();
  }

  private ValidationResult compare(Validation validation, SweepRunner where, Console console)
      throws InterruptedException {
    long started = System.nanoTime();
    try (ProgressBar bar = console.progress("comparing")) {
      return validation.run(
          where,
          runner.workers(),
          (runs, ofRuns, share) -> {
            double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
            bar.update(
                share,
                String.format(
                    Locale.ROOT, "%d of %d runs, %.1f runs/s", runs, ofRuns, runs / seconds));
          },
          console.cancellation()::isCancelled);
    } finally {
      console
          .err()
          .printf(
              Locale.ROOT,
              "%d measured runs, %.1f s%n",
              validation.size(),
              (System.nanoTime() - started) / NANOS_PER_SECOND);
    }
  }

  private ExitCode report(ValidationResult result, List<ErrorLimit> limits, Console console)
      throws IOException {
    switch (format.chosen()) {
      case table -> console.out().print(ValidateTable.render(result, console.outPaint()));
      case json -> {
        StringWriter text = new StringWriter();
        ValidationJson.write(text, result);
        console.out().print(text);
      }
      case csv -> {
        StringWriter text = new StringWriter();
        RunsCsv.write(text, result);
        console.out().print(text);
      }
    }
    List<String> broken = limits.stream().flatMap(limit -> limit.brokenBy(result)).toList();
    broken.forEach(line -> console.err().println(line));
    return broken.isEmpty() ? ExitCode.OK : ExitCode.ANSWER_IS_NO;
  }
}
