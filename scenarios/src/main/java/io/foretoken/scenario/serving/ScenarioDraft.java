package io.foretoken.scenario.serving;

import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.resolve.Setting;
import io.foretoken.scenario.text.YamlText;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario under construction: settings by key, to be run or to be written with comments. */
final class ScenarioDraft {
  /** The only pool; keys address it by this. */
  static final String POOL = "fleet.main";

  private static final List<String> ORDER =
      List.of(
          "schema_version",
          "name",
          "catalog",
          "model",
          "precision",
          POOL + ".gpu",
          POOL + ".replicas",
          POOL + ".parallelism",
          POOL + ".engine.name",
          POOL + ".engine.version",
          POOL + ".engine.batching",
          POOL + ".engine.memory",
          POOL + ".engine.api",
          "workload",
          "stop",
          "slo",
          "seed");

  private final Map<String, Setting> settings = new LinkedHashMap<>();

  /** Sets a key, whatever was set before. */
  void put(Setting setting) {
    settings.put(setting.path(), setting);
  }

  /** Sets a key unless it is set. */
  void putIfAbsent(Setting setting) {
    settings.putIfAbsent(setting.path(), setting);
  }

  boolean has(String path) {
    return settings.containsKey(path);
  }

  Setting get(String path) {
    return settings.get(path);
  }

  void remove(String path) {
    settings.remove(path);
  }

  /** The scenario as if it had been written, each value where its setting came from. */
  ScenarioTree tree(Path folder) {
    ScenarioTree empty = ScenarioTree.ofArguments();
    ScenarioTree tree = new ScenarioTree(empty.root(), folder, empty.defaultName());
    for (Setting setting : inOrder()) {
      tree = tree.set(setting.path(), setting.value(), setting.origin());
    }
    return tree;
  }

  /** The scenario as YAML, a comment behind each value that has one. */
  String yaml(List<String> header) {
    StringBuilder out = new StringBuilder();
    for (String line : header) {
      out.append("# ").append(line.replaceAll("[\\r\\n]\\s*", " ")).append('\n');
    }
    Block root = new Block();
    for (Setting setting : inOrder()) {
      root.add(setting.path().split("\\."), setting);
    }
    root.write(out, "");
    return out.toString();
  }

  private List<Setting> inOrder() {
    return settings.values().stream()
        .sorted(Comparator.comparingInt(setting -> rank(setting.path())))
        .toList();
  }

  private static int rank(String path) {
    for (int i = 0; i < ORDER.size(); i++) {
      if (path.equals(ORDER.get(i)) || path.startsWith(ORDER.get(i) + ".")) {
        return i;
      }
    }
    return ORDER.size();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** A map of the document: keys with values, or with maps of their own. */
  private static final class Block {
    private final Map<String, Object> entries = new LinkedHashMap<>();

    void add(String[] steps, Setting setting) {
      Block at = this;
      for (int i = 0; i < steps.length - 1; i++) {
        at = (Block) at.entries.computeIfAbsent(steps[i], step -> new Block());
      }
      at.entries.put(steps[steps.length - 1], setting);
    }

    void write(StringBuilder out, String indent) {
      for (Map.Entry<String, Object> entry : entries.entrySet()) {
        if (entry.getValue() instanceof Setting setting) {
          out.append(indent).append(entry.getKey()).append(": ").append(setting.value());
          String comment = oneLine(setting.comment());
          out.append(comment.isEmpty() ? "" : "   # " + comment).append('\n');
        } else if (indent.isEmpty() && entry.getKey().equals("fleet")) {
          out.append("fleet:\n");
          ((Block) entry.getValue()).writePools(out);
        } else {
          out.append(indent).append(entry.getKey()).append(":\n");
          ((Block) entry.getValue()).write(out, indent + "  ");
        }
      }
    }

    private void writePools(StringBuilder out) {
      for (Map.Entry<String, Object> pool : entries.entrySet()) {
        out.append("  - pool: ").append(YamlText.text(pool.getKey())).append('\n');
        ((Block) pool.getValue()).write(out, "    ");
      }
    }
  }
}
