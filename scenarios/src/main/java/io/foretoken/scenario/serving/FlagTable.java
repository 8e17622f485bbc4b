package io.foretoken.scenario.serving;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All flags of one serving command, as the resource beside this class lists them.
 *
 * @param source where they were read
 * @param underscores whether a flag may be written with underscores for hyphens
 * @param negations whether every switch {@code --x} has a {@code --no-x}
 * @param dotted whether {@code --flag.part value} sets a part of a flag
 * @param optionsFile flags that name a file with more options
 * @param mapped flags that mean something in a scenario
 * @param ignored flags that do not
 */
record FlagTable(
    int schemaVersion,
    String source,
    @Default("false") boolean underscores,
    @Default("false") boolean negations,
    @Default("false") boolean dotted,
    List<String> optionsFile,
    List<Mapped> mapped,
    List<Ignored> ignored) {

  /** What follows a flag. */
  enum Takes {
    /** One value. */
    VALUE,
    /** One number of tokens, which may end with k, K, m or M. */
    TOKENS,
    /** Any number of values. */
    VALUES,
    /** Nothing, or true or false. */
    NOTHING
  }

  /** A number of an engine's that says how a model is divided, see {@link EngineDivision}. */
  enum Degree {
    TENSOR,
    PIPELINE,
    DATA,
    EXPERT,
    EXPERTS_OVER_ALL,
    ATTENTION_DATA
  }

  /**
   * A flag with a meaning.
   *
   * @param flags its spellings
   * @param keys its names in an options file, where they are not the flag's own
   * @param model whether it names the model
   * @param degree the degree that it gives
   * @param sets the scenario's key that it sets
   * @param inverse whether a switch sets false when it is given
   * @param values the scenario's words for the engine's; an empty one leaves the key alone, a word
   *     that is not here is refused
   * @param off a value that switches something off instead
   */
  record Mapped(
      @Default("[]") List<String> flags,
      @Default("[]") List<String> keys,
      @Default("value") Takes takes,
      @Default("false") boolean model,
      Optional<Degree> degree,
      Optional<String> sets,
      @Default("false") boolean inverse,
      @Default("{}") Map<String, String> values,
      Optional<Off> off) {}

  /** A value that switches off what {@code sets} names. */
  record Off(String value, String sets) {}

  /** Flags without a meaning, for one reason. */
  record Ignored(
      String why,
      @Default("[]") List<String> flags,
      @Default("[]") List<String> switches,
      @Default("[]") List<String> lists) {}

  /**
   * A flag by one of its spellings.
   *
   * @param meaning what it means; empty for one that is ignored
   * @param why why it is ignored; empty for one that has a meaning
   */
  record Flag(String name, Takes takes, Optional<Mapped> meaning, String why) {}

  /**
   * The table of an engine.
   *
   * @param engine name of the engine's profile
   */
  static FlagTable of(String engine) {
    String resource = engine + ".yaml";
    try (InputStream in = FlagTable.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Problems problems = new Problems();
      FlagTable table =
          RecordBinder.bind(LocatedYaml.parseMap(text, resource), FlagTable.class, problems);
      problems.throwIfAny();
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All flags by all their spellings. */
  Map<String, Flag> byName() {
    Map<String, Flag> all = new LinkedHashMap<>();
    for (Mapped row : mapped) {
      row.flags().forEach(name -> put(all, name, row.takes(), Optional.of(row), ""));
    }
    for (Ignored group : ignored) {
      group.flags().forEach(f -> put(all, f, Takes.VALUE, Optional.empty(), group.why()));
      group.switches().forEach(f -> put(all, f, Takes.NOTHING, Optional.empty(), group.why()));
      group.lists().forEach(f -> put(all, f, Takes.VALUES, Optional.empty(), group.why()));
    }
    optionsFile.forEach(name -> put(all, name, Takes.VALUE, Optional.empty(), ""));
    return all;
  }

  private static void put(
      Map<String, Flag> all, String name, Takes takes, Optional<Mapped> meaning, String why) {
    if (all.put(name, new Flag(name, takes, meaning, why)) != null) {
      throw new IllegalStateException("the flag " + name + " stands in the table twice");
    }
  }

  /** The row of a key of an options file: by its own name, or by the flag of that name. */
  Optional<Mapped> byKey(String key, Map<String, Flag> flags) {
    for (Mapped row : mapped) {
      if (row.keys().contains(key)) {
        return Optional.of(row);
      }
    }
    Flag flag = flags.get("--" + (underscores ? key.replace('_', '-') : key));
    return flag == null ? Optional.empty() : flag.meaning();
  }
}
