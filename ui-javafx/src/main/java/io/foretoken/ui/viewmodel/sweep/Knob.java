package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that can be swept.
 *
 * @param label what people call it, such as "Batch size"
 * @param key the last part of its path, such as {@code max_num_seqs}
 * @param path in the scenario
 * @param range values to begin with, as {@code --param} takes them
 */
public record Knob(String label, String key, String path, String range) {
  private static final String BATCH_LIMIT = "Batch size";

  /** Whether it limits the sequences of a batch. */
  public boolean isBatchLimit() {
    return label.equals(BATCH_LIMIT);
  }

  /** "Batch size, max_num_seqs". */
  public String title() {
    return label.toLowerCase(java.util.Locale.ROOT).replace(' ', '_').equals(key)
        ? label
        : label + ", " + key;
  }

  /** The knobs of a scenario; its own sweep's first, with the scenario's range. */
  public static List<Knob> of(ScenarioTree tree) {
    MapNode root = tree.root();
    String pool = text(root, "fleet.0.pool").map(name -> "fleet." + name).orElse("fleet.0");
    String engine = text(root, "fleet.0.engine.name").orElse("vllm");
    List<Knob> knobs = new ArrayList<>();
    knobs.add(knob(BATCH_LIMIT, pool + ".engine." + EngineKnob.SEQUENCES.key(engine), "1..512*2"));
    knobs.add(
        knob(
            "Token budget",
            pool + ".engine." + EngineKnob.STEP_TOKENS.key(engine),
            "512..16384*2"));
    if (NodePath.get(root, "workload.arrivals.rate").isPresent()) {
      knobs.add(knob("Arrival rate", "workload.arrivals.rate", "4..40..4/s"));
    }
    knobs.add(knob("Replicas", pool + ".replicas", "1..8..1"));
    knobs.add(knob("Tensor parallel", pool + ".parallelism.tensor", "1,2,4,8"));
    knobs.add(knob("Weights", "precision.weights", "bf16,fp8"));
    knobs.add(knob("GPU", pool + ".gpu", "a100-sxm-80gb,h100-sxm-80gb,h200-sxm-141gb"));
    own(root)
        .ifPresent(
            own -> {
              knobs.removeIf(knob -> knob.key().equals(own.key()));
              knobs.add(0, own);
            });
    return List.copyOf(knobs);
  }

  private static Knob knob(String label, String path, String range) {
    return new Knob(label, path.substring(path.lastIndexOf('.') + 1), path, range);
  }

  /** The first parameter of the scenario's own sweep, where it is one path with a plain range. */
  private static Optional<Knob> own(MapNode root) {
    LocatedNode section = root.get("sweep");
    if (!(section instanceof MapNode map) || map.size() == 0) {
      return Optional.empty();
    }
    MapNode.Entry first = map.entries().iterator().next();
    String path = first.key();
    Optional<String> range =
        first.value() instanceof ScalarNode scalar
            ? Optional.of(scalar.text())
            : first.value() instanceof io.foretoken.input.yaml.ListNode list
                ? Optional.of(
                    String.join(
                        ", ",
                        list.items().stream()
                            .filter(ScalarNode.class::isInstance)
                            .map(item -> ((ScalarNode) item).text())
                            .toList()))
                : Optional.empty();
    if (path.indexOf(',') >= 0 || range.isEmpty()) {
      return Optional.empty();
    }
    String key = path.substring(path.lastIndexOf('.') + 1);
    String label =
        switch (key) {
          case "max_num_seqs", "max_running_requests", "max_batch_size" -> BATCH_LIMIT;
          case "max_num_batched_tokens", "chunked_prefill_size", "max_num_tokens" -> "Token budget";
          case "rate" -> "Arrival rate";
          case "tensor" -> "Tensor parallel";
          case "gpu" -> "GPU";
          default ->
              key.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                  + key.substring(1).replace('_', ' ');
        };
    return Optional.of(new Knob(label, key, path, range.get()));
  }

  private static Optional<String> text(MapNode root, String path) {
    return NodePath.get(root, path)
        .filter(ScalarNode.class::isInstance)
        .map(node -> ((ScalarNode) node).text());
  }
}
