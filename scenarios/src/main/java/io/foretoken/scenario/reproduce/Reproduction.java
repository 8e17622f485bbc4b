package io.foretoken.scenario.reproduce;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.spec.StopSpec;
import io.foretoken.workload.WorkloadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What it takes to measure a prediction: a shell script of serving and benchmark commands, and
 * alerts.
 *
 * @param script comments and commands
 * @param alerts rules of Prometheus, YAML
 * @param options options file of the engine that the script names; empty without one
 */
public record Reproduction(String script, String alerts, String options) {
  /**
   * Of a scenario that was run.
   *
   * @param scenarioFile its name, for the command that compares; empty without a file
   */
  public static Reproduction of(
      ScenarioTree tree,
      PreparedRun scenario,
      RunFigures run,
      Catalog catalog,
      String scenarioFile) {
    return new Writer(tree, scenario, run, catalog, scenarioFile).write();
  }

  private static final class Writer {
    private final ScenarioTree tree;
    private final Optional<ClientLoad> load;
    private final PreparedRun scenario;
    private final RunFigures run;
    private final Catalog catalog;
    private final String scenarioFile;
    private final String engine;
    private final StringBuilder out = new StringBuilder();

    Writer(
        ScenarioTree tree,
        PreparedRun scenario,
        RunFigures run,
        Catalog catalog,
        String scenarioFile) {
      this.tree = tree;
      this.scenario = scenario;
      this.run = run;
      this.catalog = catalog;
      this.scenarioFile = scenarioFile;
      engine = scenario.engine().split(" ", 2)[0];
      // The workload of a scenario with classes is complete in each of them only.
      load =
          tree.root().has("classes")
              ? Optional.empty()
              : part("workload", WorkloadOptions.class)
                  .flatMap(workload -> ClientLoad.of(workload, part("stop", StopSpec.class)));
    }

    /** A part of the scenario, which has been checked before. */
    private <R> Optional<R> part(String path, Class<R> type) {
      Problems problems = new Problems();
      Optional<R> part =
          NodePath.get(tree.root(), path)
              .map(node -> RecordBinder.bind(node, type, path, problems));
      problems.throwIfAny();
      return part;
    }

    Reproduction write() {
      head();
      String options = serve();
      clients();
      compare();
      String alerts = AlertRules.of(scenario, run, engine);
      return new Reproduction(out.toString(), alerts, options);
    }

    private void head() {
      out.append("#!/bin/sh\n");
      comment("How to measure what Foretoken predicts of " + scenario.name() + ":");
      comment(
          "  "
              + scenario.model()
              + " on "
              + scenario.facts().gpus()
              + " x "
              + scenario.facts().gpu()
              + ", "
              + scenario.engine());
      if (run.showsSaturated()) {
        comment("  saturated: arrivals outrun service, and latencies grow with time");
      } else {
        latency("TTFT", run.ttft());
        latency("TPOT", run.tpot());
        latency("E2E", run.e2e());
      }
      comment(
          "  "
              + ReadableNumbers.number(run.requestsPerSecond())
              + " requests/s, "
              + ReadableNumbers.number(run.outputTokensPerSecond())
              + " output tokens/s");
      comment("Run the parts one by one: the server in a terminal of its own, then one client.");
    }

    private void latency(String name, Latency latency) {
      if (latency.count() > 0) {
        comment(
            "  "
                + name
                + " mean "
                + ReadableNumbers.time(latency.mean())
                + ", p50 "
                + ReadableNumbers.time(latency.p50())
                + ", p99 "
                + ReadableNumbers.time(latency.p99()));
      }
    }

    private void comment(String text) {
      out.append(ShellWords.comment(text));
    }

    private void cannot(String who, List<String> unsaid) {
      for (String what : unsaid) {
        comment("not said by " + who + ": " + what);
      }
    }

    private String serve() {
      out.append('\n');
      comment("1. The server.");
      ServerCommand server = ServerCommand.of(tree, scenario, catalog, scenario.facts().replicas());
      out.append(server.script());
      return server.options();
    }

    private String modelName() {
      return ServerCommand.modelName(tree, scenario, catalog);
    }

    private void clients() {
      out.append('\n');
      comment("2. The load, by one of these.");
      if (load.isEmpty()) {
        comment(
            "The scenario's load is a trace, has classes or a rate that changes over time, which no"
                + " common client sends as it is:");
        comment(
            "replay its requests.csv (foretoken run --out) with a client of your own; aiperf replays"
                + " a trace in Mooncake's format (aiperf profile --input-file FILE"
                + " --custom-dataset-type mooncake_trace --fixed-schedule).");
        return;
      }
      String url = engine.equals("sglang") ? "http://localhost:30000" : "http://localhost:8000";
      for (ClientCommand client :
          new ClientCommands(engine, modelName(), url, load.get(), scenario.seed()).all()) {
        out.append('\n');
        comment(client.tool());
        cannot(client.tool(), client.unsaid());
        out.append(ShellWords.command(client.words()));
      }
    }

    private void compare() {
      if (load.isPresent() && !scenarioFile.isEmpty()) {
        out.append('\n');
        comment("3. Predicted against measured, for the requests that were sent.");
        out.append(
            ShellWords.command(
                new ArrayList<>(
                    List.of(
                        "foretoken", "compare", "vllm.json", scenarioFile, "--out", "compared"))));
      }
    }
  }
}
