package io.foretoken.ui.viewmodel.plan;

import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.plan.PlanOutline;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.scenario.text.YamlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The question of a plan as fields, read from the text and written back into it. */
final class PlanFields {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9.,]+)\\s*(\\D*)");
  private static final String FORECAST = "plan.forecast.";
  private static final String CANDIDATES = "plan.candidates.";
  private static final String RATE = "req/s";
  private static final List<String> HEADROOM = List.of("n+1", "none");

  private final MapNode root;
  private final Optional<PlanOutline> outline;
  private final List<Problem> problems;
  private final List<PlanField> fields = new ArrayList<>();

  private PlanFields(MapNode root, Optional<PlanOutline> outline, List<Problem> problems) {
    this.root = root;
    this.outline = outline;
    this.problems = problems;
  }

  /** The fields of a scenario that has a plan. */
  static List<PlanField> of(MapNode root, Optional<PlanOutline> outline, List<Problem> problems) {
    PlanFields all = new PlanFields(root, outline, problems);
    all.forecast();
    all.number(PlanField.Key.TTFT, "TTFT p99 at most", "slo.ttft.p99", "ms", "none");
    all.number(PlanField.Key.TPOT, "TPOT p99 at most", "slo.tpot.p99", "ms", "none");
    String headroom = all.text("plan.headroom");
    all.add(
        PlanField.Key.HEADROOM,
        "Headroom",
        "plan.headroom",
        headroom.isEmpty() ? HEADROOM.get(0) : headroom,
        "",
        "",
        HEADROOM,
        true);
    all.number(
        PlanField.Key.BUDGET, "Budget a month", "plan.budget_usd_per_month", "$", "no limit");
    all.list(PlanField.Key.WEIGHTS, "Weights", CANDIDATES + "weights", "the scenario's");
    all.list(
        PlanField.Key.TENSOR, "Tensor parallel", CANDIDATES + "tensor", "least, and twice that");
    all.list(PlanField.Key.BATCH, "Batch limit", all.batch(), "the scenario's");
    all.number(PlanField.Key.UPTIME, "Runs at least", "plan.min_uptime", "h", "0");
    return List.copyOf(all.fields);
  }

  /** The peak stands in the text as a rate, as people, or in periods and files. */
  private void forecast() {
    boolean hasPeople = node(FORECAST + "users").isPresent();
    boolean hasFile = node(FORECAST + "rates_from").isPresent();
    String computed =
        outline
            .map(known -> ReadableNumbers.number(known.forecast().peak(ForecastCase.EXPECTED)))
            .orElse("");
    if (hasPeople) {
      String each = text(FORECAST + "users.requests_per_hour");
      add(
          PlanField.Key.PEAK,
          "People at the peak",
          FORECAST + "users.count",
          grouped(text(FORECAST + "users.count")),
          each.isEmpty() ? "" : "at " + each + " an hour",
          "",
          List.of(),
          true);
    } else if (hasFile || (text(FORECAST + "peak").isEmpty() && outline.isPresent())) {
      add(PlanField.Key.PEAK, "Peak", FORECAST + "peak", computed, RATE, "", List.of(), false);
    } else {
      number(PlanField.Key.PEAK, "Peak", FORECAST + "peak", RATE, "");
    }
    String low = text(FORECAST + "low");
    String high = text(FORECAST + "high");
    boolean isApart = !low.isEmpty() || !high.isEmpty();
    add(
        PlanField.Key.SPREAD,
        "Uncertainty",
        FORECAST + "spread",
        isApart
            ? (low.isEmpty() ? "100%" : low) + " to " + (high.isEmpty() ? "100%" : high)
            : text(FORECAST + "spread").replace("%", "").strip(),
        isApart ? "" : "± %",
        "0",
        List.of(),
        !isApart);
  }

  private static String grouped(String count) {
    return count.matches("[0-9]{1,15}") ? ReadableNumbers.count(Long.parseLong(count)) : count;
  }

  private String batch() {
    String engine = text("fleet.0.engine.name");
    String key = EngineKnob.SEQUENCES.key(engine.isEmpty() ? "vllm" : engine);
    Optional<LocatedNode> knobs = node(CANDIDATES + "knobs");
    // A knob may be written with the pool's name or its number.
    if (knobs.isPresent() && knobs.get() instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        if (entry.key().endsWith("." + key)) {
          return CANDIDATES + "knobs.\"" + entry.key() + '"';
        }
      }
    }
    return CANDIDATES + "knobs.\"fleet.0.engine." + key + '"';
  }

  private void number(
      PlanField.Key key, String label, String path, String unit, String placeholder) {
    String written = text(path);
    Matcher number = NUMBER_AND_UNIT.matcher(written);
    boolean isNumber = number.matches();
    String own = isNumber ? number.group(2).strip() : "";
    add(
        key,
        label,
        path,
        isNumber
            ? (key == PlanField.Key.BUDGET ? grouped(number.group(1)) : number.group(1))
            : written,
        own.isEmpty() || own.equals("/s") ? unit : own,
        placeholder,
        List.of(),
        true);
  }

  private void list(PlanField.Key key, String label, String path, String placeholder) {
    String value =
        node(path)
            .map(
                node ->
                    node instanceof ListNode list
                        ? list.items().stream()
                            .map(each -> each instanceof ScalarNode scalar ? scalar.text() : "?")
                            .collect(Collectors.joining(", "))
                        : text(path))
            .orElse("");
    add(key, label, path, value, "", placeholder, List.of(), true);
  }

  private Optional<LocatedNode> node(String path) {
    return NodePath.get(root, path).filter(node -> !node.isNull());
  }

  private String text(String path) {
    return node(path)
        .filter(ScalarNode.class::isInstance)
        .map(node -> ((ScalarNode) node).text())
        .orElse("");
  }

  private void add(
      PlanField.Key key,
      String label,
      String path,
      String value,
      String unit,
      String placeholder,
      List<String> choices,
      boolean isOpen) {
    Optional<String> problem =
        problems.stream()
            .filter(each -> each.path().equals(path))
            .map(each -> each.message() + (each.hint().isEmpty() ? "" : ": " + each.hint()))
            .findFirst();
    fields.add(new PlanField(key, label, path, value, unit, placeholder, choices, isOpen, problem));
  }

  /**
   * What to write for what was typed into a field; empty where that changes nothing. An empty field
   * takes back what need not be there.
   */
  static Optional<String> written(PlanField field, String typed) {
    String text = typed.strip();
    if (!field.isOpen() || text.equals(field.value())) {
      return Optional.empty();
    }
    return switch (field.key()) {
      case WEIGHTS, TENSOR ->
          Optional.of(
              Arrays.stream(text.split(",", -1))
                  .map(String::strip)
                  .filter(each -> !each.isEmpty())
                  .map(YamlText::typed)
                  .collect(Collectors.joining(", ", "[", "]")));
      case BATCH ->
          text.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  Arrays.stream(text.split(",", -1))
                      .map(each -> YamlText.typed(each.strip()))
                      .collect(Collectors.joining(", ", "[", "]")));
      case HEADROOM -> Optional.of(text);
      case BUDGET -> Optional.of(text.isEmpty() ? "none" : text.replaceAll("[$,\\s]", ""));
      case UPTIME -> Optional.of(text.isEmpty() ? "none" : withUnit(text, field.unit()));
      case SPREAD -> Optional.of((text.isEmpty() ? "0" : bare(text, "±%")) + "%");
      case PEAK ->
          text.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  field.path().endsWith("count")
                      ? text.replace(",", "")
                      : withUnit(text.replace(",", ""), "/s"));
      case TTFT, TPOT ->
          text.isEmpty() ? Optional.empty() : Optional.of(withUnit(text, field.unit()));
    };
  }

  private static String withUnit(String text, String unit) {
    return text.matches("[0-9]+(\\.[0-9]+)?") ? text + unit : text;
  }

  private static String bare(String text, String signs) {
    return text.replaceAll("[" + signs + "\\s]", "");
  }
}
