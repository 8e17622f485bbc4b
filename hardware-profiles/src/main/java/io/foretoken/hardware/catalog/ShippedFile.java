package io.foretoken.hardware.catalog;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A catalogue that ships with the program, cut into the texts of its entries without parsing them.
 * Parsing all models costs a cold JVM 0.2 s, one model a few milliseconds, so only what is asked
 * for is parsed. The cut relies on how the shipped files are written: an entry starts with "- " in
 * the first column, its id and its names stand on lines of their own. A test compares with a full
 * parse.
 */
final class ShippedFile {
  private ShippedFile() {}

  /**
   * One entry, unparsed.
   *
   * @param id value of its first key
   * @param names aliases and names of checkpoints
   * @param text YAML of a list with this one entry
   */
  record Chunk(String id, List<String> names, String text) {

    /**
     * The entry of the catalogue {@code file}, read.
     *
     * @throws BadInputException if the file that ships is broken
     */
    <R> R bind(String file, Class<R> type) {
      Problems problems = new Problems();
      MapNode map = LocatedYaml.parseMap("entry:\n" + text, "shipped " + file + ", " + id);
      LocatedNode entry = ((ListNode) map.get("entry")).items().get(0);
      R bound = RecordBinder.bind(entry, type, id, problems);
      problems.throwIfAny();
      return bound;
    }
  }

  /** The entries of the resource {@code name} beside this class. */
  static List<Chunk> read(String name) {
    List<Chunk> chunks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : text(name).split("\n", -1)) {
      if (line.startsWith("- ") && text.length() > 0) {
        chunks.add(chunk(text.toString()));
        text.setLength(0);
      }
      if (line.startsWith("- ") || text.length() > 0) {
        text.append(line).append('\n');
      }
    }
    chunks.add(chunk(text.toString()));
    return chunks;
  }

  /** The whole text of a shipped catalogue. */
  static String text(String name) {
    try (InputStream in = ShippedFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the catalogue " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Chunk chunk(String text) {
    List<String> names = new ArrayList<>();
    for (String alias : items(line(text, "\n  aliases: "))) {
      names.add(unquoted(alias));
    }
    for (String checkpoint : items(line(text, "\n  checkpoints: "))) {
      names.add(unquoted(checkpoint.substring(0, checkpoint.lastIndexOf(": "))));
    }
    int end = text.startsWith("- {") ? text.indexOf(',') : text.indexOf('\n');
    String first = text.substring(0, end);
    return new Chunk(first.substring(first.indexOf(": ") + 2), names, text);
  }

  private static String line(String text, String start) {
    int at = text.indexOf(start);
    return at < 0 ? "" : text.substring(at + start.length(), text.indexOf('\n', at + 1));
  }

  private static String[] items(String flow) {
    return flow.length() <= 2
        ? new String[0]
        : flow.substring(1, flow.length() - 1).split(", ", -1);
  }

  private static String unquoted(String text) {
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }
}
