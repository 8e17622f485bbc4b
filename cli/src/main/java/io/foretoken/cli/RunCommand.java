package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.cost.FullLoad;
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
import io.foretoken.scenario.run.FullLoadRun;
import io.foretoken.scenario.run.OfflineJob;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.statistic.Replications;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.request.RequestSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foretoken run}: simulates a scenario once. */
@picocli.CommandLine.Command(
    name = "run",
    description =
        "Simulate a deployment once: latencies, throughput, cost, and what limits them. With a"
            + " scenario file, or with --model, --gpu, --rate, --input and --output alone.")
final class RunCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  @Mixin private ScenarioOptions scenario;

  @Mixin private ReplicationOptions replications;

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

  @Mixin private FormatOption format;

  @Override
  public ExitCode run(Console console) throws IOException {
    long started = System.nanoTime();
    ReplicationPlan plan = replications.plan();
    ScenarioTree tree = scenario.tree();
    PreparedRun prepared = new ScenarioResolver(own.catalog()).resolve(tree, checked);
    boolean isDue = prepared.job().filter(job -> job.deadlineNanos().isPresent()).isPresent();
    if (requireSlo && !prepared.classes().haveObjectives() && !isDue) {
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
    Simulated simulated = simulate(prepared, tree, plan, console);
    if (plot != null) {
      PlotFile.write(plot, new RunCharts(simulated.first()).main());
    }
    print(prepared, simulated, console);
    console
        .err()
        .printf(
            Locale.ROOT,
            "simulated %.1f s%s in %.0f ms%n",
            simulated.first().endNanos() / NANOS_PER_SECOND,
            simulated.all().map(all -> " " + all.size() + " times").orElse(""),
            (System.nanoTime() - started) / NANOS_PER_MILLI);
    boolean missed = requireSlo && !simulated.meetsSlo(prepared);
    return missed ? ExitCode.ANSWER_IS_NO : ExitCode.OK;
  }

  /**
   * What came of it.
   *
   * @param all all runs, where several were asked for
   */
  private record Simulated(RunOutcome first, Optional<Replications> all) {
    boolean meetsSlo(PreparedRun prepared) {
      boolean isInTime =
          prepared.job().map(job -> job.isInTime(OfflineJob.makespanSeconds(first))).orElse(true);
      return all.flatMap(runs -> runs.figures(0).sloMet())
          .orElse(first.figures().slo().met() && isInTime);
    }
  }

  private Simulated simulate(
      PreparedRun prepared, ScenarioTree tree, ReplicationPlan plan, Console console)
      throws IOException {
    if (out == null) {
      return replicate(prepared, plan, RequestSink.NONE, console);
    }
    try (OutputFolder folder = OutputFolder.open(out, force, Origin.argument("--out " + out))) {
      console.cancellation().onCancel(folder::discard);
      Simulated simulated;
      try (RequestsCsv requests =
          RequestsCsv.begin(
              folder.open(ResultFile.REQUESTS), prepared.facts().pool(), prepared.classes())) {
        simulated = replicate(prepared, plan, requests, console);
      }
      RunOutcome first = simulated.first();
      folder.write(
          ResultFile.SUMMARY, file -> SummaryJson.write(file, prepared, first, simulated.all()));
      folder.write(
          ResultFile.TIMESERIES,
          file ->
              TimeSeriesCsv.write(
                  file, prepared.facts().pool(), first.figures().result(), first.endNanos()));
      folder.write(ResultFile.COST, file -> CostCsv.write(file, first.cost(), prepared.classes()));
      folder.write(
          ResultFile.REPORT,
          file ->
              RunReport.write(
                  file, prepared, first, simulated.all(), ScenarioSource.of(tree.root())));
      folder.publish();
      return simulated;
    }
  }

  /** The first run goes to the sink; those after it are only counted together. */
  private Simulated replicate(
      PreparedRun prepared, ReplicationPlan plan, RequestSink sink, Console console) {
    FullLoad[] companion = new FullLoad[1];
    try (ProgressBar bar = console.progress("simulating")) {
      RunOutcome first = execute(prepared, 0, sink, companion, plan.fewest(), bar, console);
      if (!replications.areGiven()) {
        return new Simulated(first, Optional.empty());
      }
      Replications all = new Replications(prepared);
      all.add(first);
      while (!all.isEnough(plan)) {
        int most = Math.max(plan.fewest(), all.size() + 1);
        all.add(execute(prepared, all.size(), RequestSink.NONE, companion, most, bar, console));
      }
      bar.clear();
      if (!plan.isTight(all.intervals())) {
        console
            .err()
            .println(
                "note: after " + all.size() + " runs the intervals are still wider than asked for");
      }
      return new Simulated(first, Optional.of(all));
    }
  }

  private static RunOutcome execute(
      PreparedRun prepared,
      int replication,
      RequestSink sink,
      FullLoad[] companion,
      int runs,
      ProgressBar bar,
      Console console) {
    ProgressListener progress =
        (nanos, finished) ->
            bar.update(
                prepared.arrivalsEndNanos() == Long.MAX_VALUE
                    ? Double.NaN
                    : (replication + Math.min(1, nanos / (double) prepared.arrivalsEndNanos()))
                        / runs,
                (runs > 1 ? "run " + (replication + 1) + " of " + runs + ", " : "")
                    + finished
                    + " requests");
    RunOutcome outcome =
        ScenarioRun.execute(
            prepared,
            replication,
            sink,
            progress,
            console.cancellation()::isCancelled,
            figures -> {
              if (companion[0] == null) {
                companion[0] =
                    FullLoadRun.of(prepared, figures.result(), console.cancellation()::isCancelled);
              }
              return companion[0];
            });
    if (console.cancellation().isCancelled()) {
      throw new CancellationException("interrupted");
    }
    return outcome;
  }

  private void print(PreparedRun prepared, Simulated simulated, Console console)
      throws IOException {
    RunOutcome outcome = simulated.first();
    switch (format.chosen()) {
      case table -> {
        console.out().print(RunTable.render(prepared, outcome, console.outPaint()));
        simulated
            .all()
            .ifPresent(
                all -> console.out().print(ReplicationTable.render(all, console.outPaint())));
      }
      case json -> {
        StringWriter text = new StringWriter();
        SummaryJson.write(text, prepared, outcome, simulated.all());
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
