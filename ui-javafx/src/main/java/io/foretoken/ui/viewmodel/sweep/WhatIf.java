package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.sweep.SweepLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that a slider can change without touching the scenario. */
public final class WhatIf {
  private static final Pattern NUMBER = Pattern.compile("([0-9.]+)\\s*(\\D*)");
  private static final Origin ORIGIN = Origin.argument("what if");

  private WhatIf() {}

  /** The sliders. */
  public enum Slider {
    PROMPT("Mean prompt", "tokens"),
    OUTPUT("Mean output", "tokens"),
    RATE("Arrivals", "req/s"),
    BATCH_LIMIT("Batch limit", "sequences"),
    PRICE("GPU price", "$ an hour");

    private final String label;
    private final String unit;

    Slider(String label, String unit) {
      this.label = label;
      this.unit = unit;
    }

    /** Above the slider. */
    public String label() {
      return label;
    }

    /** A value with its unit. */
    public String words(double value) {
      return this == PRICE
          ? ReadableNumbers.cents(value) + " an hour"
          : ReadableNumbers.number(value) + " " + unit;
    }
  }

  /**
   * A slider as a scenario has it.
   *
   * @param scenario the scenario's value
   * @param least left end
   * @param most right end
   * @param step whole steps of the arrow keys
   */
  public record Range(Slider slider, double scenario, double least, double most, double step) {}

  /** Sliders that mean something for a scenario and a sweep of it. */
  static List<Range> of(ScenarioTree tree, PreparedRun run, SweepSettings settings) {
    List<Range> ranges = new ArrayList<>();
    for (Slider slider : Slider.values()) {
      boolean isSwept =
          path(slider, tree, run)
              .map(path -> path.endsWith("." + settings.knob().key()))
              .orElse(true);
      boolean isMeaningless = slider == Slider.RATE && settings.load() == SweepLoad.FULL;
      OptionalDouble value = value(slider, tree, run);
      if (!isSwept && !isMeaningless && value.isPresent() && value.getAsDouble() > 0) {
        ranges.add(range(slider, value.getAsDouble()));
      }
    }
    return List.copyOf(ranges);
  }

  private static Range range(Slider slider, double value) {
    boolean isCount = slider != Slider.PRICE && slider != Slider.RATE;
    double step = isCount ? Math.max(1, Math.round(value / 40)) : value / 40;
    double least = isCount ? Math.max(1, Math.round(value / 4)) : value / 4;
    return new Range(slider, value, least, value * 2.5, step);
  }

  private static OptionalDouble value(Slider slider, ScenarioTree tree, PreparedRun run) {
    if (slider == Slider.PRICE) {
      return run.price()
          .map(price -> OptionalDouble.of(price.usdPerHour()))
          .orElse(OptionalDouble.empty());
    }
    if (slider == Slider.BATCH_LIMIT) {
      String limit = run.facts().knobs().sequences().value();
      return limit.matches("[0-9]+")
          ? OptionalDouble.of(Double.parseDouble(limit))
          : OptionalDouble.empty();
    }
    return path(slider, tree, run)
        .flatMap(path -> NodePath.get(tree.root(), path))
        .filter(ScalarNode.class::isInstance)
        .map(node -> NUMBER.matcher(((ScalarNode) node).text()))
        .filter(Matcher::matches)
        .map(number -> OptionalDouble.of(Double.parseDouble(number.group(1))))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<String> path(Slider slider, ScenarioTree tree, PreparedRun run) {
    return switch (slider) {
      case PROMPT -> length(tree, "workload.input_tokens");
      case OUTPUT -> length(tree, "workload.output_tokens");
      case RATE -> Optional.of("workload.arrivals.rate");
      case BATCH_LIMIT ->
          Optional.of("fleet.0.engine.batching." + run.facts().knobs().sequences().name());
      case PRICE -> Optional.of("prices.gpu_hour_usd");
    };
  }

  /** Where the mean stands; a length without one cannot be slid. */
  private static Optional<String> length(ScenarioTree tree, String path) {
    Optional<String> mean = NodePath.get(tree.root(), path + ".mean").map(node -> path + ".mean");
    return mean.isPresent()
        ? mean
        : NodePath.get(tree.root(), path).filter(ScalarNode.class::isInstance).map(node -> path);
  }

  /** The scenario with the sliders' values in it. A p99 moves with its mean. */
  static ScenarioTree applied(ScenarioTree tree, PreparedRun run, Map<Slider, Double> values) {
    ScenarioTree changed = tree;
    for (Assignment each : assignments(tree, run, values)) {
      changed = changed.set(each.path(), each.value(), ORIGIN);
    }
    return changed;
  }

  /** One change, as {@code --set} has it. */
  record Assignment(String path, String value) {}

  static List<Assignment> assignments(
      ScenarioTree tree, PreparedRun run, Map<Slider, Double> values) {
    List<Assignment> all = new ArrayList<>();
    for (Slider slider : Slider.values()) {
      Double value = values.get(slider);
      Optional<String> path = path(slider, tree, run);
      if (value == null || path.isEmpty()) {
        continue;
      }
      all.add(new Assignment(path.get(), text(slider, value)));
      if (path.get().endsWith(".mean")) {
        tail(tree, path.get(), value).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Assignment> tail(ScenarioTree tree, String meanPath, double mean) {
    String tail = meanPath.replaceFirst("mean$", "p99");
    return number(tree, tail)
        .flatMap(
            p99 ->
                number(tree, meanPath)
                    .map(
                        before ->
                            new Assignment(
                                tail,
                                Long.toString(Math.max(1, Math.round(p99 * mean / before))))));
  }

  private static Optional<Double> number(ScenarioTree tree, String path) {
    return NodePath.get(tree.root(), path)
        .filter(ScalarNode.class::isInstance)
        .map(node -> ((ScalarNode) node).text())
        .filter(text -> text.matches("[0-9]+(\\.[0-9]+)?"))
        .map(Double::parseDouble);
  }

  private static String text(Slider slider, double value) {
    return switch (slider) {
      case PRICE -> String.format(Locale.ROOT, "%.2f", value);
      case RATE -> String.format(Locale.ROOT, "%.2f/s", value);
      default -> Long.toString(Math.max(1, Math.round(value)));
    };
  }
}
