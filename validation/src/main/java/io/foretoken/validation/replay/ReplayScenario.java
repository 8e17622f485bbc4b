package io.foretoken.validation.replay;

import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.StagedLoad;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The scenario of a measured run: what a user would have to write to get the same prediction. */
final class ReplayScenario {
  private ReplayScenario() {}

  /**
   * The scenario.
   *
   * @param version engine version, empty for the newest known
   */
  static ScenarioTree of(MeasuredRun run, String version) {
    String text = text(run, version);
    return new ScenarioTree(
        LocatedYaml.parseMap(text, run.suite() + "/" + run.id()), Path.of(""), run.id());
  }

  /** Canonical text: the same run gives the same text. */
  static String text(MeasuredRun run, String version) {
    Setup setup = run.setup();
    StringBuilder out = new StringBuilder();
    out.append("schema_version: 1\n");
    out.append("name: ").append(quoted(run.id())).append('\n');
    out.append("model: ").append(quoted(setup.model())).append('\n');
    out.append("precision: {");
    if (!setup.weights().isEmpty()) {
      out.append("weights: ").append(setup.weights()).append(", ");
    }
    String kvCache = setup.kvCache().isEmpty() ? "auto" : setup.kvCache();
    out.append("kv_cache_dtype: ").append(kvCache).append("}\n");
    out.append("fleet:\n  - pool: main\n    gpu: ").append(quoted(setup.gpu())).append('\n');
    out.append("    replicas: ").append(setup.replicas()).append('\n');
    out.append("    parallelism: {tensor: ").append(setup.tensor());
    out.append(", pipeline: ").append(setup.pipeline());
    out.append(", data: ").append(setup.data());
    out.append(", expert: ").append(setup.expert()).append("}\n");
    out.append("    engine:\n      name: ").append(setup.engine()).append('\n');
    if (!version.isEmpty()) {
      out.append("      version: ").append(quoted(version)).append('\n');
    }
    Map<String, String> knobs = new TreeMap<>(setup.knobs());
    if (!setup.api()) {
      knobs.put("api.in_process", "true");
      knobs.putIfAbsent("api.sampling", "plain"); // it is the server that reads the model's own
    }
    appendKnobs(out, knobs);
    out.append("workload:\n  arrivals: {process: throughput}\n");
    out.append("  input_tokens: ").append(run.load().typicalInput()).append('\n');
    out.append("  output_tokens: ").append(run.load().typicalOutput()).append('\n');
    if (run.load() instanceof StagedLoad staged && staged.timeoutSeconds() > 0) {
      out.append("  client: {timeout: ").append(Math.round(staged.timeoutSeconds())).append("s}\n");
    }
    out.append("stop: {requests: ").append(run.load().requests()).append(", window: whole}\n");
    out.append("seed: ").append(seed(run.id())).append('\n');
    return out.toString();
  }

  private static void appendKnobs(StringBuilder out, Map<String, String> knobs) {
    String[] above = {};
    for (Map.Entry<String, String> knob : knobs.entrySet()) {
      String[] path = knob.getKey().split("\\.", -1);
      int last = path.length - 1;
      int shared = 0;
      while (shared < Math.min(above.length, last) && path[shared].equals(above[shared])) {
        shared++;
      }
      for (int depth = shared; depth <= last; depth++) {
        out.append("  ".repeat(3 + depth)).append(path[depth]).append(':');
        out.append(depth == last ? " " + knob.getValue() : "").append('\n');
      }
      above = Arrays.copyOf(path, last);
    }
  }

  /** Runs have seeds of their own, so that the chance of one arrival sequence averages out. */
  private static long seed(String id) {
    CRC32 crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
