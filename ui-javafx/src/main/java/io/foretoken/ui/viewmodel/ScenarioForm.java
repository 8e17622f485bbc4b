package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.scenario.run.PreparedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scenario as a form: what most people change, read from the text and written back into it. The
 * first pool and the first class stand for the scenario.
 */
public final class ScenarioForm {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([-+0-9.]+)\\s*(\\D*)");
  private static final String POOL = "fleet.0.";

  private final Catalog catalog;
  private final ScenarioState state;
  private final Optional<MapNode> root;
  private final List<FormField> fields = new ArrayList<>();

  private ScenarioForm(ScenarioState state, Catalog catalog) {
    this.state = state;
    this.catalog = catalog;
    root = state.tree().map(tree -> tree.root());
  }

  /** The fields of a scenario. */
  public static List<FormField> of(ScenarioState state, Catalog catalog) {
    ScenarioForm form = new ScenarioForm(state, catalog);
    form.all();
    return List.copyOf(form.fields);
  }

  /** The name of the scenario's engine. */
  static String engine(Optional<MapNode> root) {
    return root.flatMap(map -> text(map, POOL + "engine.name")).orElse("vllm");
  }

  private void all() {
    Optional<PreparedRun> run = state.valid().map(ScenarioState.Valid::run);
    String model = value("model");
    add(
        FormField.Key.MODEL,
        "Model",
        "model",
        "",
        "",
        Choices.factsOfModel(catalog, model),
        Choices.models(catalog));
    String gpu = value(POOL + "gpu");
    add(
        FormField.Key.GPU,
        "GPU",
        POOL + "gpu",
        "",
        "",
        Choices.factsOfGpu(catalog, gpu),
        Choices.gpus(catalog));
    add(FormField.Key.REPLICAS, "Replicas", POOL + "replicas", "", "1", "", List.of());
    add(
        FormField.Key.TENSOR,
        "Tensor parallel",
        POOL + "parallelism.tensor",
        "GPUs",
        "1",
        "",
        List.of());
    add(
        FormField.Key.ENGINE,
        "Engine",
        POOL + "engine.name",
        "",
        "vllm",
        run.map(PreparedRun::engine).orElse(""),
        Choices.engines());
    EngineKnob knob = EngineKnob.SEQUENCES;
    String engine = engine(root);
    add(
        FormField.Key.BATCH_LIMIT,
        "Batch limit",
        POOL + "engine." + knob.key(engine),
        "seqs",
        run.map(each -> each.facts().knobs().sequences().value()).orElse(""),
        "",
        List.of());
    add(FormField.Key.RATE, "Arrivals", "workload.arrivals.rate", "/s", "", "", List.of());
    add(FormField.Key.INPUT, "Input, mean", lengths("input_tokens"), "tokens", "", "", List.of());
    add(
        FormField.Key.OUTPUT,
        "Output, mean",
        lengths("output_tokens"),
        "tokens",
        "",
        "",
        List.of());
    add(
        FormField.Key.SLO_TTFT,
        "SLO, TTFT p99 at most",
        "slo.ttft.p99",
        "ms",
        "none",
        "",
        List.of());
    add(
        FormField.Key.SLO_TPOT,
        "SLO, TPOT p99 at most",
        "slo.tpot.p99",
        "ms",
        "none",
        "",
        List.of());
    add(
        FormField.Key.PRICE,
        "GPU price",
        "prices.gpu_hour_usd",
        "$ an hour",
        run.flatMap(PreparedRun::price)
            .map(price -> ReadableNumbers.cents(price.usdPerHour()).substring(1))
            .orElse("none"),
        "",
        List.of());
  }

  /** Where the mean of a length stands: in a distribution, or as a bare number. */
  private String lengths(String key) {
    String path = "workload." + key;
    boolean isMap =
        root.flatMap(map -> NodePath.get(map, path)).filter(MapNode.class::isInstance).isPresent();
    return isMap ? path + ".mean" : path;
  }

  private void add(
      FormField.Key key,
      String label,
      String path,
      String unit,
      String placeholder,
      String facts,
      List<Choices.Choice> choices) {
    String written = value(path);
    String value = written;
    String shownUnit = unit;
    Matcher number = NUMBER_AND_UNIT.matcher(written);
    if (choices.isEmpty() && number.matches()) {
      value = number.group(1);
      shownUnit = number.group(2).isBlank() ? unit : number.group(2).strip();
    }
    fields.add(
        new FormField(
            key,
            label,
            path,
            value,
            shownUnit,
            placeholder,
            facts,
            choices,
            isOpen(path),
            problem(path)));
  }

  private String value(String path) {
    return root.flatMap(map -> text(map, path)).orElse("");
  }

  private static Optional<String> text(MapNode root, String path) {
    return NodePath.get(root, path)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .filter(scalar -> !scalar.isNull())
        .map(ScalarNode::text);
  }

  /** A load that comes from a trace has no lengths to set, one without a rate no rate. */
  private boolean isOpen(String path) {
    if (root.isEmpty()) {
      return false;
    }
    boolean hasValue = NodePath.get(root.get(), path).isPresent();
    if (path.startsWith("workload.")) {
      return hasValue;
    }
    Optional<LocatedNode> fleet = NodePath.get(root.get(), "fleet");
    boolean hasPool = fleet.filter(ListNode.class::isInstance).isPresent();
    return hasValue || hasPool || !path.startsWith(POOL);
  }

  /** Problems name pools by their name, paths of the form by number. */
  private Optional<String> problem(String path) {
    String byName =
        root.flatMap(map -> text(map, POOL + "pool"))
            .map(name -> path.replaceFirst("^fleet\\.0\\.", "fleet." + name + "."))
            .orElse(path);
    return state.problems().stream()
        .filter(problem -> problem.path().equals(path) || problem.path().equals(byName))
        .map(Problem::message)
        .findFirst();
  }

  /**
   * What to write for what was typed into a field: a bare number gets the unit that is shown beside
   * it, anything else is taken as it is.
   */
  public static String written(FormField field, String typed) {
    String text = typed.strip();
    boolean isBare = text.matches("[-+]?[0-9]+(\\.[0-9]+)?");
    return isBare && (field.unit().startsWith("/") || field.unit().matches("us|ms|s|min|h|d"))
        ? text + field.unit()
        : text;
  }
}
