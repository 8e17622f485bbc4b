package io.foretoken.validation.fit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records as the maps that {@code RecordBinder} reads them from. */
public final class RecordYaml {
  private static final String INDENT = "  ";

  private RecordYaml() {}

  /**
   * A record on one line: {@code {launch_us: 2.1, order: 3}}; optional parts that are absent miss.
   */
  public static String line(Record record) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      value(record, component).ifPresent(value -> parts.add(key(component) + ": " + scalar(value)));
    }
    return "{" + String.join(", ", parts) + "}";
  }

  /**
   * A record as a map, a line for each part, lists of records a line for each.
   *
   * @param indent what stands before every line
   */
  public static String block(String indent, Record record) {
    StringBuilder text = new StringBuilder();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Optional<Object> value = value(record, component);
      if (value.isEmpty()) {
        continue;
      }
      text.append(indent).append(key(component)).append(':');
      if (value.get() instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Record) {
        text.append('\n');
        list.forEach(
            entry -> text.append(indent).append("  - ").append(line((Record) entry)).append('\n'));
      } else {
        text.append(' ').append(scalar(value.get())).append('\n');
      }
    }
    return text.toString();
  }

  /** A record of records, one line for each. */
  static String lines(String key, Record record) {
    StringBuilder text = new StringBuilder(key).append(":\n");
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      value(record, component)
          .ifPresent(
              value ->
                  text.append(INDENT)
                      .append(key(component))
                      .append(": ")
                      .append(line((Record) value))
                      .append('\n'));
    }
    return text.toString();
  }

  private static Optional<Object> value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(record);
      return value instanceof Optional<?> some ? some.map(inner -> inner) : Optional.of(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String scalar(Object value) {
    if (value instanceof Double number) {
      return Digits.plain(number);
    }
    if (value instanceof Record record) {
      return line(record);
    }
    if (value instanceof List<?> list) {
      return "[" + list.stream().map(RecordYaml::scalar).collect(Collectors.joining(", ")) + "]";
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  /** A text in double quotes. */
  public static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** memoryLoss becomes memory_loss, fp8Block fp8_block. */
  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
