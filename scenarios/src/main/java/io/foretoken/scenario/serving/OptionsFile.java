package io.foretoken.scenario.serving;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.serving.FlagTable.Flag;
import io.foretoken.scenario.serving.FlagTable.Mapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML file of more options that a serving command names. */
final class OptionsFile {
  private final FlagTable table;
  private final Map<String, Flag> flags;
  private final FlagMeanings meanings;
  private final List<IgnoredFlag> ignored;
  private final Problems problems;

  OptionsFile(
      FlagTable table,
      Map<String, Flag> flags,
      FlagMeanings meanings,
      List<IgnoredFlag> ignored,
      Problems problems) {
    this.table = table;
    this.flags = flags;
    this.meanings = meanings;
    this.ignored = ignored;
    this.problems = problems;
  }

  /**
   * Reads it.
   *
   * @param folder where a relative path starts
   * @param wins whether its options take the place of flags, or give way to them
   */
  void read(CommandWord file, Path folder, boolean wins) {
    try {
      add("", LocatedYaml.readMap(folder.resolve(file.text())), wins);
    } catch (BadInputException e) {
      problems.addAll(e);
    }
  }

  private void add(String prefix, MapNode map, boolean wins) {
    for (MapNode.Entry entry : map.entries()) {
      String key = prefix + entry.key();
      LocatedNode value = entry.value();
      Optional<Mapped> row = table.byKey(key, flags);
      String shown = value instanceof ScalarNode scalar ? key + ": " + scalar.text() : key;
      if (row.isPresent() && value instanceof ScalarNode scalar) {
        if (wins || !meanings.isKnown(row.get())) {
          meanings.apply(row.get(), Optional.of(scalar.text()), false, value.origin(), shown);
        }
      } else if (value instanceof MapNode inner && row.isEmpty()) {
        add(key + ".", inner, wins);
      } else {
        Flag flag = flags.get("--" + key.replace('_', '-'));
        ignored.add(
            new IgnoredFlag(
                shown,
                entry.keyOrigin(),
                flag == null || flag.why().isEmpty()
                    ? "an option that has no counterpart here"
                    : flag.why()));
      }
    }
  }
}
