package io.foretoken.scenario.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes plain data as YAML: maps in blocks, lists of maps one item a line, everything else in flow
 * style. Texts are quoted where YAML would read something else into them.
 */
public final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./~+-][A-Za-z0-9_./@+%-]*");
  private static final Pattern LOOKS_LIKE_A_NUMBER = Pattern.compile("[-+.]?[0-9][0-9_.,eE+-]*");
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "~", ".", "..", "-", "--");

  private YamlText() {}

  /** A document: maps, lists, texts, numbers and booleans. */
  public static String block(Map<String, ?> map) {
    StringBuilder out = new StringBuilder();
    block(out, map, "");
    return out.toString();
  }

  private static void block(StringBuilder out, Map<?, ?> map, String indent) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(indent).append(text(String.valueOf(entry.getKey()))).append(':');
      Object value = entry.getValue();
      if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
        out.append('\n');
        block(out, inner, indent + "  ");
      } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
        out.append('\n');
        list.forEach(item -> out.append(indent).append("  - ").append(flow(item)).append('\n'));
      } else {
        out.append(' ').append(flow(value)).append('\n');
      }
    }
  }

  /** A value on one line. */
  public static String flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof String text ? text(text) : String.valueOf(value);
  }

  /** A text, quoted unless YAML reads it as this very text. */
  public static String text(String text) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && !LOOKS_LIKE_A_NUMBER.matcher(text).matches()
            && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  /** A value as a user typed it: what looks like a number or a boolean stays one. */
  public static String typed(String text) {
    boolean bare =
        LOOKS_LIKE_A_NUMBER.matcher(text).matches() || text.equals("true") || text.equals("false");
    return bare ? text : text(text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
