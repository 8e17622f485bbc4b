package io.foretoken.scenario.expected;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bands that ship, of which only the cells asked for are parsed: all of them cost a cold JVM
 * 0.1 s, a run asks for a dozen. The cut relies on how the file is written: a cell is one line. A
 * test compares with a full parse.
 */
final class ShippedBands {
  static final ErrorBands BANDS = load();

  private static final String CELLS = "\ncells:\n";
  private static final String CELL = "  - ";
  private static final String NAME = "expected-error.yaml";

  private ShippedBands() {}

  private static ErrorBands load() {
    String text = text();
    int begin = text.indexOf(CELLS);
    ErrorBands.File head =
        ErrorBands.bind(text.substring(0, begin) + "\ncells: []\n", NAME, ErrorBands.File.class);
    Map<String, String> texts = new HashMap<>();
    text.substring(begin + CELLS.length())
        .lines()
        .filter(line -> line.startsWith(CELL))
        .forEach(line -> texts.put(key(line), line.substring(CELL.length())));
    Map<String, ErrorCell> cells = new ConcurrentHashMap<>();
    return new ErrorBands(
        key ->
            texts.containsKey(key)
                ? cells.computeIfAbsent(key, each -> cell(texts.get(each)))
                : null,
        head.measured(),
        head.widening());
  }

  private static ErrorCell cell(String text) {
    return ErrorBands.bind(text, NAME, ErrorCell.class);
  }

  private static String key(String line) {
    return ErrorCell.key(
        value(line, "quantity").orElseThrow(),
        value(line, "settings"),
        value(line, "region"),
        value(line, "gpu"),
        value(line, "model"),
        value(line, "engine"));
  }

  private static Optional<String> value(String line, String name) {
    String start = name + ": ";
    int at = line.indexOf(start);
    return at < 0
        ? Optional.empty()
        : Optional.of(line.substring(at + start.length(), line.indexOf(',', at)));
  }

  /** The file. */
  static String text() {
    try (InputStream stream = ShippedBands.class.getResourceAsStream(ErrorBands.RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
