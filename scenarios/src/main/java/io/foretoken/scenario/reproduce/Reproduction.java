package io.foretoken.scenario.reproduce;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.figure.BatchKnobs;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.serving.CommandWriter;
import io.foretoken.scenario.serving.WrittenCommand;
import io.foretoken.scenario.spec.ParallelismSpec;
import io.foretoken.scenario.spec.StopSpec;
import io.foretoken.workload.WorkloadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What it takes to measure a prediction: a shell script of serving and benchmark commands, and
 * alerts.
 *
 * @param script comments and commands
 * @param alerts rules of Prometheus, YAML
 * @param options options file of the engine that the script names; empty without one
 */
public record Reproduction(String script, String alerts, String options) {
  private static final String POOL = "fleet.0";
  private static final String WRITTEN_POOL = "fleet.main";
  private static final List<String> SECTIONS = List.of("batching", "memory", "api", "compilation");

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

    private String model() {
      return NodePath.get(tree.root(), "model").orElseThrow() instanceof ScalarNode scalar
          ? scalar.text()
          : scenario.model();
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
      if (!CommandWriter.knows(engine)) {
        comment("The engine " + engine + " is no real one: there is no command for it.");
        return "";
      }
      WrittenCommand command =
          CommandWriter.write(
              engine, modelName(), parallelism(), scenario.facts().replicas(), settings());
      cannot("the command", command.unsaid());
      if (!command.options().isEmpty()) {
        out.append("cat > ").append(WrittenCommand.OPTIONS_FILE).append(" <<'END'\n");
        out.append(command.options()).append("END\n");
      }
      out.append(ShellWords.command(command.words()));
      return command.options();
    }

    private Parallelism parallelism() {
      return part(POOL + ".parallelism", ParallelismSpec.class)
          .map(
              spread ->
                  new Parallelism(
                      spread.tensor().value(),
                      spread.pipeline().value(),
                      spread.data().value(),
                      spread.expert().value()))
          .orElse(Parallelism.tensor(1));
    }

    /** Names on Hugging Face have a slash; what the scenario wrote goes before an alias. */
    private String modelName() {
      String written = model();
      Optional<ModelEntry> entry = catalog.findModel(written);
      if (written.contains("/") || entry.isEmpty()) {
        return written;
      }
      return entry.get().aliases().stream()
          .filter(alias -> alias.contains("/"))
          .findFirst()
          .orElse(written);
    }

    /** What the scenario writes, and the limits of batches whether it writes them or not. */
    private Map<String, String> settings() {
      Map<String, String> settings = new TreeMap<>();
      BatchKnobs knobs = scenario.facts().knobs();
      limit(settings, "batching", knobs.sequences());
      limit(settings, "batching", knobs.stepTokens());
      limit(settings, "memory", knobs.memoryShare());
      for (String section : SECTIONS) {
        NodePath.get(tree.root(), POOL + ".engine." + section)
            .ifPresent(node -> take(settings, WRITTEN_POOL + ".engine." + section, node));
      }
      NodePath.get(tree.root(), "precision").ifPresent(node -> take(settings, "precision", node));
      String native16 = settings.getOrDefault("precision.weights", "");
      String own =
          catalog.findModel(model()).map(entry -> entry.shape().nativePrecision()).orElse("");
      if (native16.equals(own)) {
        settings.remove("precision.weights");
      }
      return settings;
    }

    private static void limit(Map<String, String> settings, String section, BatchKnobs.Knob knob) {
      if (knob.value().matches("[0-9.]+")) {
        settings.put(WRITTEN_POOL + ".engine." + section + "." + knob.name(), knob.value());
      }
    }

    private static void take(Map<String, String> settings, String path, LocatedNode node) {
      if (node instanceof MapNode map) {
        map.entries().forEach(entry -> take(settings, path + "." + entry.key(), entry.value()));
      } else if (node instanceof ScalarNode scalar && !scalar.isNull()) {
        settings.put(path, scalar.text());
      }
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
