package io.foretoken.scenario.sweep;

import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A scenario as one line of YAML that is the same for scenarios that say the same: keys in
 * alphabetical order, no comments, no anchors. What was quoted stays quoted, since a quoted 5 is no
 * number. Example: {@code {fleet: [{gpu: h100, pool: main}], model: llama-3.1-8b, seed: 1}}.
 */
public final class CanonicalText {
  /** Texts that YAML reads as themselves between brackets and commas. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./+-][A-Za-z0-9_./+%^~=()*@-]*(?: [A-Za-z0-9_./+%^~=()*@-]+)*");

  private CanonicalText() {}

  /** The text of a tree. */
  public static String of(LocatedNode node) {
    return of(node, ScalarNode::text);
  }

  /**
   * The text of a tree with scalars replaced.
   *
   * @param replace gives the text that a scalar is written as
   */
  static String of(LocatedNode node, Function<ScalarNode, String> replace) {
    StringBuilder out = new StringBuilder();
    append(out, node, replace);
    return out.toString();
  }

  private static void append(
      StringBuilder out, LocatedNode node, Function<ScalarNode, String> replace) {
    if (node instanceof MapNode map) {
      List<String> keys = new ArrayList<>(map.keys());
      keys.sort(null);
      String separator = "{";
      for (String key : keys) {
        out.append(separator).append(scalar(key, false)).append(": ");
        append(out, map.get(key), replace);
        separator = ", ";
      }
      out.append(keys.isEmpty() ? "{}" : "}");
    } else if (node instanceof ListNode list) {
      String separator = "[";
      for (LocatedNode item : list.items()) {
        out.append(separator);
        append(out, item, replace);
        separator = ", ";
      }
      out.append(list.size() == 0 ? "[]" : "]");
    } else if (node.isNull()) {
      out.append('~');
    } else {
      ScalarNode scalar = (ScalarNode) node;
      out.append(scalar(replace.apply(scalar), scalar.quoted()));
    }
  }

  /** A value for people: short, with quotes only where they are part of it. */
  static String readable(LocatedNode node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.isNull() ? "~" : scalar.text();
    }
    if (node instanceof ListNode list) {
      return list.items().stream()
          .map(CanonicalText::readable)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((MapNode) node)
        .entries().stream()
            .map(entry -> entry.key() + ": " + readable(entry.value()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String scalar(String text, boolean quoted) {
    return !quoted && PLAIN.matcher(text).matches() && !text.startsWith("- ") && !text.equals("-")
        ? text
        : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
