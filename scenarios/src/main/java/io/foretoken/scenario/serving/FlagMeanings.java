package io.foretoken.scenario.serving;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.resolve.Setting;
import io.foretoken.scenario.serving.FlagTable.Degree;
import io.foretoken.scenario.serving.FlagTable.Mapped;
import io.foretoken.scenario.serving.FlagTable.Takes;
import io.foretoken.scenario.text.YamlText;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what the flags of a command mean; a flag that comes again takes the earlier's place. */
final class FlagMeanings {
  private static final Pattern TOKENS = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([kKmM])");
  private static final Pattern DEGREE = Pattern.compile("[1-9][0-9]{0,3}");

  private final Problems problems;
  private final List<IgnoredFlag> ignored;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<Degree, Located<Integer>> degrees = new EnumMap<>(Degree.class);
  private final Map<Degree, String> degreesTyped = new EnumMap<>(Degree.class);
  private Located<String> model;

  FlagMeanings(Problems problems, List<IgnoredFlag> ignored) {
    this.problems = problems;
    this.ignored = ignored;
  }

  void model(String name, Origin origin) {
    model = new Located<>(name, origin);
  }

  Optional<Located<String>> model() {
    return Optional.ofNullable(model);
  }

  List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  EngineDegrees degrees() {
    return new EngineDegrees(
        degree(Degree.TENSOR),
        degree(Degree.PIPELINE),
        degree(Degree.DATA),
        degree(Degree.EXPERT),
        isOn(Degree.EXPERTS_OVER_ALL),
        isOn(Degree.ATTENTION_DATA));
  }

  /** The last flag that gave a degree. */
  Origin degreesOrigin() {
    Origin last = Origin.argument(CommandWord.SOURCE);
    for (Located<Integer> degree : degrees.values()) {
      last = degree.origin();
    }
    return last;
  }

  /** The flags that gave degrees, as typed. */
  String degreesTyped() {
    return String.join(" ", degreesTyped.values());
  }

  /** Whether a flag of this row was given already. */
  boolean isKnown(Mapped row) {
    return row.degree().map(degrees::containsKey).orElse(false)
        || row.sets().map(settings::containsKey).orElse(false)
        || (row.model() && model != null);
  }

  /**
   * Adds the meaning of a flag.
   *
   * @param value what was given with it; empty for a bare switch
   * @param negated whether it was given as {@code --no-x}
   * @param typed the flag and its value as typed
   */
  void apply(Mapped row, Optional<String> value, boolean negated, Origin origin, String typed) {
    boolean on = !value.orElse("true").equalsIgnoreCase("false") ^ negated;
    if (row.model()) {
      model(value.orElse(""), origin);
    } else if (row.degree().isPresent()) {
      degree(row, value.orElse(""), on, origin, typed);
    } else if (row.takes() == Takes.NOTHING) {
      set(row.sets().orElseThrow(), String.valueOf(on ^ row.inverse()), origin, typed);
    } else {
      value(row, value.orElse(""), origin, typed);
    }
  }

  private void degree(Mapped row, String value, boolean on, Origin origin, String typed) {
    degreesTyped.put(row.degree().orElseThrow(), typed);
    if (row.takes() == Takes.NOTHING) {
      degrees.put(row.degree().orElseThrow(), new Located<>(on ? 1 : 0, origin));
    } else if (DEGREE.matcher(value).matches()) {
      degrees.put(row.degree().orElseThrow(), new Located<>(Integer.parseInt(value), origin));
    } else {
      problems.add(
          Problem.of(origin, "found \"" + value + "\" in " + typed, "write a whole number from 1"));
    }
  }

  private void value(Mapped row, String value, Origin origin, String typed) {
    if (row.off().isPresent() && row.off().get().value().equals(value)) {
      set(row.off().get().sets(), "false", origin, typed);
      return;
    }
    String ours = row.values().get(value);
    if (ours != null && ours.isEmpty()) {
      ignored.add(new IgnoredFlag(typed, origin, "leaves what the model or the engine says"));
    } else if (ours != null) {
      set(row.sets().orElseThrow(), YamlText.typed(ours), origin, typed);
    } else if (row.values().isEmpty() || row.takes() == Takes.TOKENS) {
      String number = row.takes() == Takes.TOKENS ? tokens(value) : value;
      set(row.sets().orElseThrow(), YamlText.typed(number), origin, typed);
    } else {
      String question = NearestName.question(value, row.values().keySet());
      problems.add(
          Problem.of(
              origin,
              "\"" + value + "\" in " + typed + " has no counterpart here",
              (question + " known: " + String.join(", ", row.values().keySet())).strip()));
    }
  }

  /** 8k is 8,000 and 8K is 8,192, as vLLM reads them. */
  private static String tokens(String value) {
    Matcher matcher = TOKENS.matcher(value);
    if (!matcher.matches()) {
      return value;
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1_000;
          case "K" -> 1 << 10;
          case "m" -> 1_000_000;
          default -> 1 << 20;
        };
    return new BigDecimal(matcher.group(1))
        .multiply(BigDecimal.valueOf(unit))
        .toBigInteger()
        .toString();
  }

  private void set(String path, String value, Origin origin, String typed) {
    settings.put(path, new Setting(path, value, origin, typed));
  }

  private int degree(Degree degree) {
    Located<Integer> given = degrees.get(degree);
    return given == null ? 1 : given.value();
  }

  private boolean isOn(Degree degree) {
    Located<Integer> given = degrees.get(degree);
    return given != null && given.value() == 1;
  }
}
