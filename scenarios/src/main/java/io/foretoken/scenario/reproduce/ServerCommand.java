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
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.serving.CommandWriter;
import io.foretoken.scenario.serving.WrittenCommand;
import io.foretoken.scenario.spec.ParallelismSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command that starts the engine of a scenario.
 *
 * @param script comments and the command, for a shell
 * @param options options file that the command names; empty without one
 */
public record ServerCommand(String script, String options) {
  private static final String POOL = "fleet.0";
  private static final String WRITTEN_POOL = "fleet.main";
  private static final List<String> SECTIONS = List.of("batching", "memory", "api", "compilation");

  /**
   * That of a scenario that can be run.
   *
   * @param replicas engine instances that the command starts
   */
  public static ServerCommand of(
      ScenarioTree tree, PreparedRun scenario, Catalog catalog, int replicas) {
    String engine = scenario.engine().split(" ", 2)[0];
    if (!CommandWriter.knows(engine)) {
      return new ServerCommand(
          ShellWords.comment(
              "The engine " + engine + " is no real one: there is no command for it."),
          "");
    }
    WrittenCommand command =
        CommandWriter.write(
            engine,
            modelName(tree, scenario, catalog),
            parallelism(tree),
            replicas,
            settings(tree, scenario, catalog));
    StringBuilder out = new StringBuilder();
    command
        .unsaid()
        .forEach(what -> out.append(ShellWords.comment("not said by the command: " + what)));
    if (!command.options().isEmpty()) {
      out.append("cat > ").append(WrittenCommand.OPTIONS_FILE).append(" <<'END'\n");
      out.append(command.options()).append("END\n");
    }
    out.append(ShellWords.command(command.words()));
    return new ServerCommand(out.toString(), command.options());
  }

  private static String model(ScenarioTree tree, PreparedRun scenario) {
    return NodePath.get(tree.root(), "model").orElseThrow() instanceof ScalarNode scalar
        ? scalar.text()
        : scenario.model();
  }

  /** Names on Hugging Face have a slash; what the scenario wrote goes before an alias. */
  static String modelName(ScenarioTree tree, PreparedRun scenario, Catalog catalog) {
    String written = model(tree, scenario);
    Optional<ModelEntry> entry = catalog.findModel(written);
    if (written.contains("/") || entry.isEmpty()) {
      return written;
    }
    return entry.get().aliases().stream()
        .filter(alias -> alias.contains("/"))
        .findFirst()
        .orElse(written);
  }

  private static Parallelism parallelism(ScenarioTree tree) {
    Problems problems = new Problems();
    Optional<ParallelismSpec> spread =
        NodePath.get(tree.root(), POOL + ".parallelism")
            .map(
                node ->
                    RecordBinder.bind(
                        node, ParallelismSpec.class, POOL + ".parallelism", problems));
    problems.throwIfAny();
    return spread
        .map(
            each ->
                new Parallelism(
                    each.tensor().value(),
                    each.pipeline().value(),
                    each.data().value(),
                    each.expert().value()))
        .orElse(Parallelism.tensor(1));
  }

  /** What the scenario writes, and the limits of batches whether it writes them or not. */
  private static Map<String, String> settings(
      ScenarioTree tree, PreparedRun scenario, Catalog catalog) {
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
    String written = settings.getOrDefault("precision.weights", "");
    String own =
        catalog
            .findModel(model(tree, scenario))
            .map(entry -> entry.shape().nativePrecision())
            .orElse("");
    if (written.equals(own)) {
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
}
