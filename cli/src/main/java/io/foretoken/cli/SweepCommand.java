package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.report.SweepReport;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.sweep.Sweep;
import io.foretoken.scenario.sweep.SweepFiles;
import io.foretoken.scenario.sweep.SweepJournal;
import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.scenario.sweep.SweepOptions;
import io.foretoken.scenario.sweep.SweepPlan;
import io.foretoken.scenario.sweep.SweepResult;
import io.foretoken.scenario.sweep.SweepRunner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foretoken sweep}: a scenario with parameters changed, many times. */
@picocli.CommandLine.Command(
    name = "sweep",
    description =
        "Simulate a scenario at every point of a grid of parameters, in parallel. With --out it can"
            + " be killed at any moment and continued with --resume.")
final class SweepCommand implements Command {
  private static final long POINTS_WITHOUT_ASKING = 10_000;
  private static final long MOST_POINTS = 10_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--param",
      paramLabel = "PATH=VALUES",
      description =
          "Values of a parameter: v1,v2 or first..last..step or first..last*factor. Repeatable; every"
              + " parameter varies with every other. Two that change together:"
              + " PATH1,PATH2=[a,b],[c,d]. Takes the place of the scenario's sweep.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Sample ranges without a step (first..last) at N points of a Sobol sequence.")
  private Integer samples;

  @Option(
      names = "--load",
      paramLabel = "full|at-rate",
      description =
          "What load points see: full keeps as many requests in flight as the limits allow, at-rate"
              + " has the scenario's arrivals. Default: full where a batch limit is swept.")
  private String load;

  @Mixin private ReplicationOptions replications;

  @Mixin private RunnerOptions runner;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write points.csv, points.jsonl, frontiers.csv and report.html there.")
  private Path out;

  @Option(names = "--force", description = "Replace results that are in the folder already.")
  private boolean force;

  @Option(names = "--resume", description = "Continue the sweep whose journal is in the folder.")
  private boolean resume;

  @Option(names = "--yes", description = "Do not ask before more than 10,000 points.")
  private boolean yes;

  @Mixin private CatalogOption own;

  @Mixin private FormatOption format;

  @Override
  public ExitCode run(Console console) throws Exception {
    checkArguments();
    SweepPlan plan = plan();
    checkSize(plan);
    try (SweepRunner chosen = runner.open()) {
      if (out == null) {
        SweepResult result = simulate(plan, chosen, Optional.empty(), console);
        requireAnyPoint(result, plan);
        return report(result, console);
      }
      return intoFolder(plan, chosen, console);
    }
  }

  private void checkArguments() {
    if (samples != null && samples < 1) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--samples " + samples), "found " + samples, "give at least 1"));
    }
    if (resume && out == null) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--resume"),
              "there is no folder to look for a journal in",
              "give the --out of the sweep that is to be continued"));
    }
  }

  private SweepPlan plan() {
    SweepOptions options =
        new SweepOptions(
            parameters,
            samples == null ? OptionalInt.empty() : OptionalInt.of(samples),
            chosenLoad(),
            replications.plan(),
            own.files(),
            Version.number());
    return SweepPlan.of(scenario.tree(), options);
  }

  private Optional<SweepLoad> chosenLoad() {
    if (load == null) {
      return Optional.empty();
    }
    List<String> words = Arrays.stream(SweepLoad.values()).map(SweepLoad::word).toList();
    int at = words.indexOf(load.toLowerCase(Locale.ROOT));
    if (at < 0) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--load " + load),
              "found \"" + load + "\"",
              (NearestName.question(load, words) + " known: " + String.join(", ", words)).strip()));
    }
    return Optional.of(SweepLoad.values()[at]);
  }

  private void checkSize(SweepPlan plan) {
    long size = plan.size();
    boolean absurd = size > MOST_POINTS;
    if (absurd || (size > POINTS_WITHOUT_ASKING && !yes)) {
      throw new BadInputException(
          Problem.of(
              plan.origin(),
              size == Long.MAX_VALUE
                  ? "the sweep has more points than can be counted"
                  : "the sweep has " + ReadableNumbers.count(size) + " points",
              absurd
                  ? "take fewer values, or sample: ranges without a step and --samples"
                  : "give --yes if that is what you mean"));
    }
  }

  private ExitCode intoFolder(SweepPlan plan, SweepRunner chosen, Console console)
      throws IOException, InterruptedException {
    Origin origin = Origin.argument("--out " + out);
    boolean unfinished = SweepJournal.isIn(out);
    if (unfinished && !resume && !force) {
      throw new BadInputException(
          Problem.of(
              origin,
              out + " holds the journal of a sweep that has not ended",
              "--resume continues it, --force begins anew"));
    }
    OutputFolder.open(out, force || resume, origin).discard();
    boolean isNew = !Files.exists(out);
    Files.createDirectories(out);
    Path journalFile = out.resolve(ResultFile.JOURNAL.fileName());
    if (!resume) {
      Files.deleteIfExists(journalFile);
    }
    SweepResult result;
    try (SweepJournal journal = open(plan, origin, isNew)) {
      journal.notes().forEach(note -> console.err().println("note: " + note));
      result = simulate(plan, chosen, Optional.of(journal), console);
    }
    if (result.failed().size() == result.points().size()) {
      Files.deleteIfExists(journalFile);
      forget(isNew);
    }
    requireAnyPoint(result, plan);
    try (OutputFolder folder = OutputFolder.open(out, true, origin)) {
      folder.write(ResultFile.POINTS, file -> SweepFiles.writePoints(file, result));
      folder.write(ResultFile.POINTS_JSON, file -> SweepFiles.writeJson(file, result));
      folder.write(ResultFile.FRONTIERS, file -> SweepFiles.writeFrontiers(file, result));
      folder.write(ResultFile.REPORT, file -> SweepReport.write(file, result, base(), source()));
      folder.publish();
    }
    return report(result, console);
  }

  /** The scenario before any parameter is set; it need not run by itself. */
  private Optional<PreparedRun> base() {
    try {
      return Optional.of(new ScenarioResolver(own.catalog()).resolve(scenario.tree(), false));
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  private String source() {
    return ScenarioSource.of(scenario.tree().root().without("sweep"));
  }

  private SweepJournal open(SweepPlan plan, Origin origin, boolean isNew) throws IOException {
    try {
      return SweepJournal.open(out, plan, resume, origin);
    } catch (BadInputException e) {
      forget(isNew);
      throw e;
    }
  }

  /** A folder that this sweep made and left nothing in. */
  private void forget(boolean isNew) throws IOException {
    if (isNew) {
      Files.deleteIfExists(out);
    }
  }

  private static void requireAnyPoint(SweepResult result, SweepPlan plan) {
    if (result.failed().size() == result.points().size()) {
      throw Sweep.whyNoPointRuns(plan, result);
    }
  }

  private SweepResult simulate(
      SweepPlan plan, SweepRunner chosen, Optional<SweepJournal> journal, Console console)
      throws InterruptedException {
    plan.notes().forEach(note -> console.err().println("note: " + note));
    int said = plan.notes().size();
    long started = System.nanoTime();
    int[] seen = new int[2];
    try (ProgressBar bar = console.progress("sweeping")) {
      SweepResult result =
          Sweep.run(
              plan,
              chosen,
              runner.workers(),
              journal,
              (done, resumed, all) -> {
                seen[0] = done;
                seen[1] = all;
                double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
                bar.update(
                    all == resumed ? 1 : (done - resumed) / (double) (all - resumed),
                    String.format(
                        Locale.ROOT,
                        "%,d of %,d points, %.1f points/s",
                        done,
                        all,
                        (done - resumed) / seconds));
              },
              console.cancellation()::isCancelled);
      bar.clear();
      result.notes().stream().skip(said).forEach(note -> console.err().println("note: " + note));
      console
          .err()
          .printf(
              Locale.ROOT,
              "%,d points in %.1f s%n",
              result.points().size(),
              (System.nanoTime() - started) / NANOS_PER_SECOND);
      return result;
    } catch (CancellationException | BadInputException e) {
      if (journal.isPresent() && (seen[0] > 0 || e instanceof CancellationException)) {
        console
            .err()
            .printf(
                Locale.ROOT,
                "%,d of %,d points are in the journal: --resume continues%n",
                seen[0],
                plan.size());
      }
      throw e;
    }
  }

  private ExitCode report(SweepResult result, Console console) throws IOException {
    switch (format.chosen()) {
      case table -> console.out().print(SweepTable.render(result, console.outPaint()));
      case json -> {
        StringWriter text = new StringWriter();
        SweepFiles.writeJson(text, result);
        console.out().print(text);
      }
      case csv -> {
        StringWriter text = new StringWriter();
        SweepFiles.writePoints(text, result);
        console.out().print(text);
      }
    }
    int failed = result.failed().size();
    if (failed > 0 && format.chosen() != FormatOption.Format.table) {
      console.err().println(failed + (failed == 1 ? " point" : " points") + " failed");
    }
    return ExitCode.OK;
  }
}
