package io.foretoken.input.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.foretoken.input.file.PlainOrGzip;
import io.foretoken.input.file.TextFile;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Goes through the JSON values of a file, plain or gzip, one after the other, and keeps nothing of
 * them. What is not asked for is passed over without being unpacked. {@code NaN} and {@code
 * Infinity}, which Python writes, are numbers. Example, a file of objects with a list in each:
 *
 * <pre>{@code
 * try (JsonCursor json = JsonCursor.open(file, MAX_BYTES)) {
 *   while (json.nextRoot()) {
 *     json.object(key -> {
 *       if (key.equals("ttfts")) {
 *         ttfts = json.numbers();
 *       }
 *     });
 *   }
 *   json.problems().throwIfAny();
 * }
 * }</pre>
 *
 * <p>A value of another kind than asked for is a problem with its place; reading goes on. What is
 * no JSON at all, or ends too early, ends the reading with an exception.
 */
public final class JsonCursor implements AutoCloseable {
  /** How many problems are collected before reading stops. */
  public static final int MAX_PROBLEMS = 20;

  /** How deep objects and arrays may be nested. */
  public static final int MAX_DEPTH = 200;

  private static final int MAX_SHOWN = 60;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final JsonFactory YAML =
      YAMLFactory.builder()
          .loaderOptions(yamlOptions())
          .streamReadConstraints(FACTORY.streamReadConstraints())
          .build();

  /** What a value is. */
  public enum Kind {
    OBJECT("an object"),
    LIST("a list"),
    TEXT("a text"),
    NUMBER("a number"),
    FLAG("true or false"),
    NULL("null");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For messages. */
    public String words() {
      return words;
    }
  }

  /** Takes the fields of an object. */
  @FunctionalInterface
  public interface Fields {
    /** The cursor stands at the value of {@code key}; what is not read is passed over. */
    void at(String key);
  }

  private final String source;
  private final JsonParser parser;
  private final Problems problems = new Problems();
  private boolean taken;

  private JsonCursor(String source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * Opens a file.
   *
   * @param maxBytes of its text, unpacked
   * @throws BadInputException if it cannot be read or is too large
   */
  public static JsonCursor open(Path file, long maxBytes) {
    return open(file, maxBytes, FACTORY);
  }

  /**
   * Opens a YAML file whose values are those that JSON has; one that is referred to by an alias
   * ends the reading.
   *
   * @param maxBytes of its text, unpacked
   * @throws BadInputException if it cannot be read or is too large
   */
  public static JsonCursor openYaml(Path file, long maxBytes) {
    return open(file, maxBytes, YAML);
  }

  private static JsonCursor open(Path file, long maxBytes, JsonFactory factory) {
    TextFile.checkReadable(file);
    try {
      long size = Files.size(file);
      if (size > maxBytes) {
        throw tooLarge(file.toString(), maxBytes);
      }
      InputStreamReader text =
          new InputStreamReader(
              PlainOrGzip.open(file),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
      return new JsonCursor(
          file.toString(), factory.createParser(new LimitedReader(text, maxBytes)));
    } catch (IOException e) {
      throw TextFile.unreadable(file, e);
    }
  }

  /** On a text of its own, such as a request that a file quotes. */
  public static JsonCursor of(String text, String source) {
    try {
      return new JsonCursor(source, FACTORY.createParser(text));
    } catch (IOException e) {
      throw new IllegalStateException(e); // a text in memory can always be read
    }
  }

  /** Size is limited by {@link LimitedReader}, depth by the constraints. */
  private static LoaderOptions yamlOptions() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  /** What was wrong with values so far. */
  public Problems problems() {
    return problems;
  }

  /**
   * Moves to the next value of the file that is within no other.
   *
   * @return false at the end of the file
   */
  public boolean nextRoot() {
    JsonToken token = advance();
    taken = false;
    return token != null;
  }

  /** What the value is. */
  public Kind kind() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> Kind.OBJECT;
      case START_ARRAY -> Kind.LIST;
      case VALUE_STRING -> Kind.TEXT;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> Kind.FLAG;
      case VALUE_NULL -> Kind.NULL;
      default -> throw new IllegalStateException("not at a value: " + parser.currentToken());
    };
  }

  /** Whether the value is null. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Where the value begins. */
  public Origin origin() {
    return origin(parser.currentTokenLocation());
  }

  /** The value's place among the values around it, such as {@code benchmarks[0].duration}. */
  public String path() {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    StringBuilder path = new StringBuilder();
    for (String step : pointer.split("/", -1)) {
      if (step.matches("[0-9]+")) {
        path.append('[').append(step).append(']');
      } else if (!step.isEmpty()) {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }

  /** Goes through an object; null counts as an empty one. */
  public void object(Fields fields) {
    if (!begins(Kind.OBJECT)) {
      return;
    }
    while (advance() != JsonToken.END_OBJECT) {
      String key = name();
      advance();
      taken = false;
      fields.at(key);
      skip();
    }
    taken = true;
  }

  /** Goes through a list; null counts as an empty one. */
  public void list(Runnable item) {
    if (!begins(Kind.LIST)) {
      return;
    }
    while (advance() != JsonToken.END_ARRAY) {
      taken = false;
      item.run();
      skip();
    }
    taken = true;
  }

  private boolean begins(Kind kind) {
    boolean begins = kind() == kind;
    if (!begins && !isNull()) {
      mismatch(kind.words());
    }
    if (!begins) {
      skip();
    }
    return begins;
  }

  /** Passes over the value, if nothing has read it. */
  public void skip() {
    if (!taken) {
      taken = true;
      try {
        parser.skipChildren();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  /** A number, or NaN for null. */
  public double number() {
    if (kind() != Kind.NUMBER) {
      if (!isNull()) {
        mismatch(Kind.NUMBER.words());
      }
      skip();
      return Double.NaN;
    }
    taken = true;
    try {
      return parser.getDoubleValue();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** A whole number, exact up to 2^63; {@code otherwise} for null. */
  public long whole(long otherwise) {
    try {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
          && parser.getBigIntegerValue().bitLength() < Long.SIZE) {
        taken = true;
        return parser.getLongValue();
      }
    } catch (IOException e) {
      throw failure(e);
    }
    Origin origin = origin();
    String path = path();
    double number = number();
    if (Double.isNaN(number)) {
      return otherwise;
    }
    if (number != Math.rint(number) || Math.abs(number) > Long.MAX_VALUE) {
      problem(origin, path, "found " + number + ", which is not a whole number", "");
      return otherwise;
    }
    return (long) number;
  }

  /** The words of a text, number or flag; empty for null. */
  public String text() {
    if (kind() == Kind.OBJECT || kind() == Kind.LIST) {
      mismatch(Kind.TEXT.words());
      skip();
      return "";
    }
    taken = true;
    try {
      return isNull() ? "" : parser.getText();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** A list of numbers, NaN where null stands; empty for null. */
  public double[] numbers() {
    double[][] numbers = {new double[64]};
    int[] size = {0};
    list(
        () -> {
          if (size[0] == numbers[0].length) {
            numbers[0] = Arrays.copyOf(numbers[0], 2 * size[0]);
          }
          numbers[0][size[0]++] = number();
        });
    return Arrays.copyOf(numbers[0], size[0]);
  }

  /** Collects a problem with the value. */
  public void problem(String message, String hint) {
    problem(origin(), path(), message, hint);
  }

  /** Collects a problem; after {@link #MAX_PROBLEMS} reading ends. */
  public void problem(Origin origin, String path, String message, String hint) {
    problems.add(origin, path, message, hint);
    if (problems.size() >= MAX_PROBLEMS) {
      problems.add(
          Problem.of(
              origin,
              "reading stopped here after " + problems.size() + " problems",
              "correct these first"));
      problems.throwIfAny();
    }
  }

  private void mismatch(String wanted) {
    problem("found " + described() + " where " + wanted + " is wanted", "is the file complete?");
  }

  private String described() {
    if (kind() == Kind.OBJECT || kind() == Kind.LIST) {
      return kind().words();
    }
    try {
      String text = parser.getText();
      return "\""
          + (text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text)
          + "\"";
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private JsonToken advance() {
    try {
      JsonToken token = parser.nextToken();
      if (parser instanceof YAMLParser yaml && token != null && yaml.isCurrentAlias()) {
        problem("found an alias (*name)", "write the value itself in its place");
        problems.throwIfAny();
      }
      return token;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private String name() {
    try {
      return parser.currentName();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private Origin origin(JsonLocation location) {
    return location.getLineNr() > 0
        ? Origin.at(source, location.getLineNr(), Math.max(1, location.getColumnNr()))
        : Origin.file(source);
  }

  /** The failure of the text as such, with what was found wrong before it. */
  private BadInputException failure(IOException failure) {
    problems.add(explain(failure));
    return new BadInputException(problems.list());
  }

  private Problem explain(IOException failure) {
    Origin here = origin(parser.currentLocation());
    if (failure instanceof JsonProcessingException syntax) {
      Origin where = syntax.getLocation() == null ? here : origin(syntax.getLocation());
      String message = syntax.getOriginalMessage();
      if (message.contains("nesting depth")) {
        return Problem.of(
            where,
            "objects and arrays are nested more than " + MAX_DEPTH + " deep",
            "is this the right file?");
      }
      if (message.contains("end-of-input")) {
        return Problem.of(
            where,
            "the " + language() + " ends too early",
            "is the file complete? It may be cut short");
      }
      int sentence = message.indexOf('\n');
      return Problem.of(
          where,
          "this is not "
              + language()
              + ": "
              + (sentence < 0 ? message : message.substring(0, sentence)),
          "check the text before this place");
    }
    if (failure instanceof CharacterCodingException) {
      return Problem.of(
          here, "the text is not UTF-8 in or after this place", "save the file as UTF-8");
    }
    if (failure instanceof LimitedReader.TooLongException) {
      return Problem.of(
          Origin.file(source),
          "the file is too large, " + failure.getMessage() + " when unpacked",
          "is this the right file?");
    }
    return Problem.of(
        here,
        "the file cannot be read to its end: " + failure.getMessage(),
        "is it complete? It may be cut short or damaged");
  }

  private String language() {
    return parser instanceof YAMLParser ? "YAML" : "JSON";
  }

  private static BadInputException tooLarge(String source, long maxBytes) {
    return new BadInputException(
        Problem.of(
            Origin.file(source),
            "the file is too large",
            String.format(
                Locale.ROOT, "the limit is %,d bytes; is this the right file?", maxBytes)));
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw TextFile.unreadable(Path.of(source), e);
    }
  }
}
