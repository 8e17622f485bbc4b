package io.foretoken.scenario.serving;

import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.serving.FlagTable.Flag;
import io.foretoken.scenario.serving.FlagTable.Takes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through the words of a serving command, flag by flag. */
final class CommandReader {
  private final String text;
  private final Launcher launcher;
  private final List<CommandWord> words;
  private final Path folder;
  private final FlagTable table;
  private final Map<String, Flag> flags;
  private final Problems problems = new Problems();
  private final List<IgnoredFlag> ignored = new ArrayList<>();
  private final List<CommandWord> optionFiles = new ArrayList<>();
  private final FlagMeanings meanings;
  private int at;

  CommandReader(String text, Launcher launcher, List<CommandWord> words, Path folder) {
    this.text = text;
    this.launcher = launcher;
    this.words = words;
    this.folder = folder;
    table = FlagTable.of(launcher.engine());
    flags = table.byName();
    meanings = new FlagMeanings(problems, ignored);
  }

  /** A flag as typed: the row, a value written behind an equals sign, and whether it is negated. */
  private record Found(Flag flag, Optional<String> inline, boolean negated) {}

  ServingCommand read() {
    for (int i = 0; i < launcher.begin(); i++) {
      CommandWord word = words.get(i);
      if (!word.baseName().matches("python[0-9.]*")) {
        ignored.add(
            new IgnoredFlag(
                word.text(), word.origin(), "what stands before the command is not read"));
      }
    }
    at = launcher.arguments();
    while (at < words.size()) {
      CommandWord word = words.get(at++);
      if (!word.isFlag()) {
        positional(word);
      } else {
        find(word.text()).ifPresentOrElse(found -> apply(word, found), () -> unknown(word));
      }
    }
    OptionsFile file = new OptionsFile(table, flags, meanings, ignored, problems);
    optionFiles.forEach(name -> file.read(name, folder, launcher.engine().equals("tensorrt-llm")));
    problems.throwIfAny();
    return new ServingCommand(
        text,
        launcher.engine(),
        meanings.model(),
        meanings.degrees(),
        meanings.degreesOrigin(),
        meanings.degreesTyped(),
        meanings.settings(),
        List.copyOf(ignored));
  }

  private void positional(CommandWord word) {
    if (launcher.modelFirst() && meanings.model().isEmpty()) {
      meanings.model(word.text(), word.origin());
    } else {
      problems.add(
          Problem.of(
              word.origin(),
              "\"" + word.text() + "\" belongs to no flag",
              "flags begin with --; values with spaces need quotes"));
    }
  }

  private Optional<Found> find(String typed) {
    int equals = typed.indexOf('=');
    String name = equals > 0 ? typed.substring(0, equals) : typed;
    Optional<String> inline =
        equals > 0 ? Optional.of(typed.substring(equals + 1)) : Optional.empty();
    if (table.underscores() && name.startsWith("--")) {
      name = name.replace('_', '-');
    }
    if (flags.containsKey(name)) {
      return Optional.of(new Found(flags.get(name), inline, false));
    }
    if (table.negations() && name.startsWith("--no-")) {
      Flag positive = flags.get("--" + name.substring("--no-".length()));
      if (positive != null && positive.takes() == Takes.NOTHING) {
        return Optional.of(new Found(positive, inline, true));
      }
    }
    if (table.dotted()) {
      return dotted(name, inline);
    }
    return Optional.empty();
  }

  /** {@code --compilation-config.mode 3}, {@code -O3}, {@code -O.mode=3}. */
  private Optional<Found> dotted(String name, Optional<String> inline) {
    int dot = name.indexOf('.');
    if (dot > 0 && flags.containsKey(name.substring(0, dot))) {
      return Optional.of(new Found(flags.get(name.substring(0, dot)), inline, false));
    }
    return name.matches("-O[0-9]")
        ? Optional.of(new Found(flags.get("-O"), Optional.of(name.substring(2)), false))
        : Optional.empty();
  }

  private void unknown(CommandWord word) {
    String name = word.text().split("=", 2)[0];
    problems.add(
        Problem.of(
            word.origin(),
            "unknown flag " + name + " of " + launcher.engine(),
            NearestName.question(name, flags.keySet())));
    while (at < words.size() && !words.get(at).isFlag()) {
      at++;
    }
  }

  private void apply(CommandWord word, Found found) {
    int first = at;
    Flag flag = found.flag();
    Optional<String> value = found.inline();
    Origin origin = word.origin();
    switch (flag.takes()) {
      case NOTHING -> {
        if (value.isEmpty() && at < words.size() && isFlagWord(words.get(at).text())) {
          value = Optional.of(words.get(at++).text());
        }
      }
      case VALUES -> {
        while (at < words.size() && !words.get(at).isFlag()) {
          at++;
        }
      }
      case VALUE, TOKENS -> {
        if (value.isEmpty() && at < words.size() && !words.get(at).isFlag()) {
          origin = words.get(at).origin();
          value = Optional.of(words.get(at++).text());
        }
        if (value.isEmpty()) {
          problems.add(
              Problem.of(
                  word.origin(), word.text() + " needs a value", "write it behind the flag"));
          return;
        }
      }
    }
    String typed = typed(word, first);
    if (table.optionsFile().contains(flag.name())) {
      optionFiles.add(new CommandWord(value.orElse(""), origin.line(), origin.column()));
    } else if (flag.meaning().isPresent()) {
      meanings.apply(flag.meaning().get(), value, found.negated(), origin, typed);
    } else {
      ignored.add(new IgnoredFlag(typed, word.origin(), flag.why()));
    }
  }

  private String typed(CommandWord word, int firstValue) {
    StringBuilder typed = new StringBuilder(word.text());
    for (int i = firstValue; i < at; i++) {
      typed.append(' ').append(words.get(i).text());
    }
    return typed.toString();
  }

  private static boolean isFlagWord(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }
}
