package io.foretoken.ui.viewmodel.plan;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.capacity.CapacityResult;
import io.foretoken.scenario.capacity.LoadAxis;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan for a scenario that has none: the load that it has as the peak of a working week. */
final class PlanDraft {
  private static final List<String> USUAL_GPUS =
      List.of("h100-sxm-80gb", "h200-sxm-141gb", "a100-sxm-80gb", "l40s");
  private static final String OBJECTIVE = "slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}\n";
  private static final String WITHOUT_RATE = "10/s";

  private PlanDraft() {}

  /** What would be added to a scenario, as lines of YAML. */
  static String of(ScenarioTree tree, Catalog catalog) {
    return (hasObjective(tree.root()) ? "" : OBJECTIVE)
        + """
        plan:
          forecast:
            peak: %s
            periods:
              - {name: peak, days: mon-fri, hours: 9-17}
              - {name: evening, days: mon-fri, hours: 17-22, share: 60%%}
              - {name: night, days: mon-fri, hours: 22-9, share: 12%%}
              - {name: weekend, days: sat-sun, hours: 8-23, share: 35%%}
              - {name: weekend-night, days: sat-sun, hours: 23-8, share: 10%%}
            spread: 20%%
          candidates: {gpus: [%s]}
          headroom: n+1
          min_uptime: 1h
        """
            .formatted(rate(tree), String.join(", ", gpus(tree, catalog)));
  }

  private static boolean hasObjective(MapNode root) {
    return NodePath.get(root, "slo").filter(node -> !node.isNull()).isPresent()
        || root.get("classes") != null;
  }

  private static String rate(ScenarioTree tree) {
    try {
      LoadAxis axis = LoadAxis.of(tree);
      return axis.axis() == CapacityResult.Axis.RATE && axis.nominal() > 0
          ? BigDecimal.valueOf(axis.nominal()).stripTrailingZeros().toPlainString() + "/s"
          : WITHOUT_RATE;
    } catch (BadInputException e) {
      // The plan will say that the load has no rate, where it stands.
      return WITHOUT_RATE;
    }
  }

  private static List<String> gpus(ScenarioTree tree, Catalog catalog) {
    List<String> gpus = new ArrayList<>();
    NodePath.get(tree.root(), "fleet.0.gpu")
        .map(node -> node instanceof ScalarNode scalar ? scalar.text() : "")
        .flatMap(catalog::findGpu)
        .map(GpuEntry::id)
        .ifPresent(gpus::add);
    for (String usual : USUAL_GPUS) {
      boolean hasPrice = catalog.price(usual, Optional.empty(), Optional.empty()).isPresent();
      if (hasPrice && !gpus.contains(usual)) {
        gpus.add(usual);
      }
    }
    return gpus;
  }

  /**
   * A scenario's text with a draft behind it.
   *
   * @return empty where the text is written so that lines cannot be added at its end
   */
  static Optional<String> added(String text, String draft) {
    String changed = text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + draft;
    try {
      MapNode root = LocatedYaml.parseMap(changed, "scenario");
      return root.get("plan") instanceof MapNode ? Optional.of(changed) : Optional.empty();
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }
}
