package io.foretoken.input.yaml;

import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.nio.file.Path;

/**
 * Reads YAML into {@link LocatedNode}s: one document, of which anchors, aliases and {@code <<}
 * merge keys are resolved. Scalars stay text.
 */
public final class LocatedYaml {
  /** The largest file read, in bytes; below the 3 Mi characters at which SnakeYAML gives up. */
  public static final long MAX_BYTES = 3_000_000;

  /** How many nodes a document may have once its aliases are written out. */
  public static final int MAX_NODES = 200_000;

  /** How deep maps and lists may be nested. */
  public static final int MAX_DEPTH = 64;

  private LocatedYaml() {}

  /**
   * Reads a file. Its name in positions is the path as given.
   *
   * @throws BadInputException if the file cannot be read, is too large or empty, is not UTF-8, is
   *     no YAML, or breaks a limit
   */
  public static LocatedNode read(Path file) {
    return parse(TextFile.read(file, MAX_BYTES), file.toString());
  }

  /**
   * Reads a file whose top level must be a map.
   *
   * @throws BadInputException as {@link #read}, and if the top level is a list or a scalar
   */
  public static MapNode readMap(Path file) {
    return requireMap(read(file));
  }

  /**
   * Parses a text.
   *
   * @param sourceName the file's name in positions
   * @throws BadInputException as {@link #read}
   */
  public static LocatedNode parse(String text, String sourceName) {
    Place place = Place.inFile(sourceName);
    LocatedNode line = FlowLine.read(text, place);
    LocatedNode node = line == null ? new YamlComposer(text, place).document() : line;
    if (node == null) {
      throw new BadInputException(
          Problem.of(Origin.file(sourceName), "the file is empty", "write at least one key"));
    }
    return node;
  }

  /**
   * Parses a text whose top level must be a map.
   *
   * @throws BadInputException as {@link #parse}, and if the top level is a list or a scalar
   */
  public static MapNode parseMap(String text, String sourceName) {
    return requireMap(parse(text, sourceName));
  }

  /**
   * Parses one value as written on a command line, such as {@code 12/s}, {@code [1, 2]} or {@code
   * {policy: static}}. Every node has the argument as its origin; an empty text is null.
   *
   * @throws BadInputException if the text is no YAML, with the argument as its place
   */
  public static LocatedNode parseValue(String text, Origin argument) {
    if (isPlainWord(text)) {
      return new ScalarNode(argument, text, false);
    }
    LocatedNode node = new YamlComposer(text, Place.always(argument)).document();
    return node == null ? new ScalarNode(argument, "", false) : node;
  }

  /** Whether a text is a scalar in any YAML; most are, and a parser costs a hundred times more. */
  private static boolean isPlainWord(String text) {
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      boolean isAlphanumeric =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9');
      if (!isAlphanumeric && (at == 0 || "._-/%+".indexOf(letter) < 0)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static MapNode requireMap(LocatedNode node) {
    if (node instanceof MapNode map) {
      return map;
    }
    throw new BadInputException(
        Problem.of(
            node.origin(),
            "found " + node.describe() + " where a map of keys is wanted",
            "write lines of the form key: value"));
  }
}
