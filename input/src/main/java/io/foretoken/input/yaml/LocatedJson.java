package io.foretoken.input.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into the same {@link LocatedNode}s as YAML: texts are quoted scalars, everything else
 * is not. {@code NaN} and {@code Infinity} are kept as text, for a binder to refuse where they are
 * used, since tools that write them do so in figures nobody reads.
 */
public final class LocatedJson {
  /** The largest file read unless another limit is given, in bytes. */
  public static final long MAX_BYTES = 50_000_000;

  /** How deep objects and arrays may be nested. */
  public static final int MAX_DEPTH = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final String sourceName;
  private final Problems problems = new Problems();

  private LocatedJson(JsonParser parser, String sourceName) {
    this.parser = parser;
    this.sourceName = sourceName;
  }

  /**
   * Reads a file of at most {@link #MAX_BYTES}.
   *
   * @throws BadInputException if the file cannot be read, is too large, empty, not UTF-8, no JSON,
   *     or nested too deep
   */
  public static LocatedNode read(Path file) {
    return read(file, MAX_BYTES);
  }

  /**
   * Reads a file of at most the given number of bytes.
   *
   * @throws BadInputException as {@link #read(Path)}
   */
  public static LocatedNode read(Path file, long maxBytes) {
    return parse(TextFile.read(file, maxBytes), file.toString());
  }

  /**
   * Parses a text.
   *
   * @param sourceName the file's name in positions
   * @throws BadInputException as {@link #read(Path)}
   */
  public static LocatedNode parse(String text, String sourceName) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new LocatedJson(parser, sourceName).document();
    } catch (JsonProcessingException e) {
      throw new BadInputException(syntax(e, sourceName));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LocatedNode document() throws IOException {
    if (parser.nextToken() == null) {
      throw new BadInputException(
          Problem.of(Origin.file(sourceName), "the file is empty", "write a JSON object"));
    }
    LocatedNode node = value();
    if (parser.nextToken() != null) {
      problems.add(Problem.of(here(), "a second value begins here", "keep one value in a file"));
    }
    problems.throwIfAny();
    return node;
  }

  private LocatedNode value() throws IOException {
    JsonToken token = parser.currentToken();
    Origin origin = here();
    if (token == JsonToken.START_OBJECT) {
      return object(origin);
    }
    if (token == JsonToken.START_ARRAY) {
      List<LocatedNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value());
      }
      return new ListNode(origin, items);
    }
    return new ScalarNode(origin, parser.getText(), token == JsonToken.VALUE_STRING);
  }

  private MapNode object(Origin origin) throws IOException {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Origin keyOrigin = here();
      parser.nextToken();
      LocatedNode value = value();
      MapNode.Entry first = entries.putIfAbsent(key, new MapNode.Entry(key, keyOrigin, value));
      if (first != null) {
        problems.add(
            Problem.of(
                keyOrigin,
                "the key \"" + key + "\" is written twice (first at " + first.keyOrigin() + ")",
                "keep one of them"));
      }
    }
    return new MapNode(origin, entries.values());
  }

  private Origin here() {
    return origin(parser.currentTokenLocation(), sourceName);
  }

  private static Origin origin(JsonLocation location, String sourceName) {
    return location.getLineNr() > 0
        ? Origin.at(sourceName, location.getLineNr(), Math.max(1, location.getColumnNr()))
        : Origin.file(sourceName);
  }

  private static Problem syntax(JsonProcessingException failure, String sourceName) {
    Origin where =
        failure.getLocation() == null
            ? Origin.file(sourceName)
            : origin(failure.getLocation(), sourceName);
    String message = failure.getOriginalMessage();
    if (message.contains("nesting depth")) {
      return Problem.of(
          where,
          "objects and arrays are nested more than " + MAX_DEPTH + " deep",
          "is this the right file?");
    }
    if (message.contains("end-of-input")) {
      return Problem.of(where, "the JSON ends too early", "is the file complete?");
    }
    int sentence = message.indexOf('\n');
    return Problem.of(
        where,
        "this is not JSON: " + (sentence < 0 ? message : message.substring(0, sentence)),
        "check the text before this place");
  }
}
