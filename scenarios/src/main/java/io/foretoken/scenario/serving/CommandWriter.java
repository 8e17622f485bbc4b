package io.foretoken.scenario.serving;

import io.foretoken.hardware.step.Parallelism;
import io.foretoken.scenario.serving.FlagTable.Degree;
import io.foretoken.scenario.serving.FlagTable.Mapped;
import io.foretoken.scenario.serving.FlagTable.Takes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the command that serves what a scenario describes: the tables that commands are read by,
 * the other way round, so that a command that is written can be read again.
 */
public final class CommandWriter {
  private static final String ENGINE = ScenarioDraft.POOL + ".engine.";
  private static final String KV_CACHE = "precision.kv_cache_dtype";
  private static final String WEIGHTS = "precision.weights";

  private final String engine;
  private final FlagTable table;
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new TreeMap<>();
  private final List<String> unsaid = new ArrayList<>();

  private CommandWriter(String engine) {
    this.engine = engine;
    table = FlagTable.of(engine);
  }

  /** Whether there is a serving command of an engine. */
  public static boolean knows(String engine) {
    return List.of("vllm", "sglang", "tensorrt-llm").contains(engine);
  }

  /**
   * Writes it.
   *
   * @param engine name of the engine's profile
   * @param model the name that the engine finds the model by
   * @param parallelism how one engine is divided
   * @param replicas engines side by side
   * @param settings what is set: a scenario's key, the pool's with {@code fleet.main}, to its value
   */
  public static WrittenCommand write(
      String engine,
      String model,
      Parallelism parallelism,
      int replicas,
      Map<String, String> settings) {
    CommandWriter writer = new CommandWriter(engine);
    writer.begin(model);
    writer.degrees(parallelism, replicas);
    new TreeMap<>(settings).forEach(writer::setting);
    return writer.written();
  }

  private void begin(String model) {
    switch (engine) {
      case "sglang" ->
          words.addAll(List.of("python", "-m", "sglang.launch_server", "--model-path", model));
      case "tensorrt-llm" -> words.addAll(List.of("trtllm-serve", model));
      default -> words.addAll(List.of("vllm", "serve", model));
    }
  }

  private void degrees(Parallelism parallelism, int replicas) {
    EngineDegrees degrees = EngineDivision.degrees(engine, parallelism, replicas);
    number(Degree.TENSOR, degrees.tensor());
    number(Degree.PIPELINE, degrees.pipeline());
    number(Degree.DATA, degrees.data());
    number(Degree.EXPERT, degrees.expert());
    onOff(Degree.EXPERTS_OVER_ALL, degrees.expertsOverAll());
    onOff(Degree.ATTENTION_DATA, degrees.attentionData());
    int started = EngineDivision.of(engine, degrees, true).replicas();
    if (started < replicas) {
      unsaid.add(
          replicas
              + " engines side by side: start the command "
              + replicas
              + " times, each on GPUs of its own, behind a balancer at the address below");
    }
    Parallelism again = EngineDivision.of(engine, degrees, parallelism.expert() > 1).parallelism();
    if (again.expert() != parallelism.expert()) {
      unsaid.add(
          "expert parallelism "
              + parallelism.expert()
              + ": "
              + engine
              + " shares experts among "
              + again.expert()
              + " GPUs");
    }
  }

  private void number(Degree degree, int value) {
    if (value > 1) {
      row(degree).ifPresent(row -> flag(row, Integer.toString(value)));
    }
  }

  private void onOff(Degree degree, boolean on) {
    if (on) {
      row(degree).ifPresent(row -> words.add(row.flags().get(0)));
    }
  }

  private Optional<Mapped> row(Degree degree) {
    return table.mapped().stream()
        .filter(row -> row.degree().isPresent() && row.degree().get() == degree)
        .findFirst();
  }

  private void flag(Mapped row, String value) {
    if (row.flags().isEmpty()) {
      options.put(row.keys().get(0), value);
    } else {
      words.add(row.flags().get(0));
      words.add(value);
    }
  }

  private void setting(String path, String value) {
    for (Mapped row : table.mapped()) {
      if (row.off().isPresent() && row.off().get().sets().equals(path)) {
        if (value.equals("false")) {
          flag(row, row.off().get().value());
        }
        return;
      }
      if (row.sets().isPresent() && row.sets().get().equals(path)) {
        setting(row, path, value);
        return;
      }
    }
    cannotSay(path, value);
  }

  private void setting(Mapped row, String path, String value) {
    if (row.takes() == Takes.NOTHING) {
      onOff(row, Boolean.parseBoolean(value) ^ row.inverse());
      return;
    }
    if (row.values().isEmpty() || row.takes() == Takes.TOKENS) {
      flag(row, value);
      return;
    }
    Optional<String> theirs =
        row.values().entrySet().stream()
            .filter(entry -> entry.getValue().equals(value))
            .map(Map.Entry::getKey)
            .findFirst();
    if (theirs.isPresent()) {
      flag(row, theirs.get());
    } else {
      cannotSay(path, value);
    }
  }

  /** A switch that cannot be said to be off is off by default. */
  private void onOff(Mapped row, boolean on) {
    if (on && !row.flags().isEmpty()) {
      words.add(row.flags().get(0));
    } else if (!on && table.negations() && !row.flags().isEmpty()) {
      words.add("--no-" + row.flags().get(0).substring("--".length()));
    } else if (!row.keys().isEmpty()) {
      options.put(row.keys().get(0), String.valueOf(on));
    }
  }

  private void cannotSay(String path, String value) {
    boolean isDefault =
        value.equals("continuous") || (path.equals(KV_CACHE) && value.equals("auto"));
    if (!isDefault) {
      String name = path.startsWith(ENGINE) ? path.substring(ENGINE.length()) : path;
      unsaid.add(
          name
              + ": "
              + value
              + (path.equals(WEIGHTS)
                  ? ": serve a checkpoint in that format"
                  : ": " + engine + " has no flag for it"));
    }
  }

  private WrittenCommand written() {
    if (!options.isEmpty()) {
      words.add(table.optionsFile().get(table.optionsFile().size() - 1));
      words.add(WrittenCommand.OPTIONS_FILE);
    }
    return new WrittenCommand(List.copyOf(words), yaml(), List.copyOf(unsaid));
  }

  /** Keys with a dot are parts of a map. */
  private String yaml() {
    StringBuilder out = new StringBuilder();
    String section = "";
    for (Map.Entry<String, String> option : options.entrySet()) {
      int dot = option.getKey().indexOf('.');
      String of = dot < 0 ? "" : option.getKey().substring(0, dot);
      if (!of.equals(section) && !of.isEmpty()) {
        out.append(of).append(":\n");
      }
      section = of;
      out.append(dot < 0 ? "" : "  ").append(option.getKey().substring(dot + 1));
      out.append(": ").append(option.getValue()).append('\n');
    }
    return out.toString();
  }
}
