package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.sweep.RunnerSettings;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepRunners;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that say where many simulations run. */
final class RunnerOptions {
  private static final String SPARK = "spark";
  private static final int MOST_WORKERS = 10_000;
  private static final int MOST_SECONDS = 3600;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Simulations at a time. Default: all processors; on a cluster, all it gives.")
  private Integer workers;

  @Option(
      names = "--runner",
      paramLabel = "local|spark",
      description = "Where simulations run: threads here, or Apache Spark. Default: local.")
  private String runner = SweepRunners.LOCAL;

  @Option(
      names = "--spark-master",
      paramLabel = "URL",
      description =
          "Spark's master, such as spark://host:7077. Default: local[*], or what spark-submit says.")
  private String master;

  @Option(
      names = "--spark-timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for the master and its first executor. Default: 60.")
  private Integer timeout;

  @Option(
      names = "--spark-conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark's, such as spark.executor.memory=4g. Repeatable.")
  private List<String> conf = new ArrayList<>();

  /** How many simulations run at a time on this machine. */
  int workers() {
    return settings().localWorkers();
  }

  /**
   * The runner, to be closed after use.
   *
   * @throws BadInputException if there is none of that name, or an option makes no sense
   */
  SweepRunner open() {
    RunnerSettings settings = settings();
    return SweepRunners.installed()
        .named(runner, Origin.argument("--runner " + runner))
        .with(settings);
  }

  private RunnerSettings settings() {
    Problems problems = new Problems();
    within(problems, "--workers", workers, MOST_WORKERS);
    within(problems, "--spark-timeout", timeout, MOST_SECONDS);
    Map<String, String> options = new LinkedHashMap<>();
    for (String setting : conf) {
      int equals = setting.indexOf('=');
      if (!setting.startsWith("spark.") || equals < 0) {
        problems.add(
            Problem.of(
                Origin.argument("--spark-conf " + setting),
                "found \"" + setting + "\"",
                "write spark.key=value, such as spark.executor.memory=4g"));
      } else {
        options.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    boolean isForSpark = master != null || timeout != null || !conf.isEmpty();
    if (isForSpark && !runner.equals(SPARK)) {
      String option =
          master != null ? "--spark-master" : timeout != null ? "--spark-timeout" : "--spark-conf";
      problems.add(
          Problem.of(
              Origin.argument(option),
              "the runner is " + runner + ", which does not use Spark",
              "add --runner spark"));
    }
    problems.throwIfAny();
    return new RunnerSettings(
        workers == null ? OptionalInt.empty() : OptionalInt.of(workers),
        Optional.ofNullable(master),
        timeout == null ? RunnerSettings.TIMEOUT_SECONDS : timeout,
        options);
  }

  private static void within(Problems problems, String option, Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      problems.add(
          Problem.of(
              Origin.argument(option + " " + value),
              "found " + value,
              value < 1 ? "give at least 1" : "give at most " + most));
    }
  }
}
