package io.foretoken.scenario.text;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes one value in a YAML text and nothing else: comments, order and layout stay. A value that
 * is there is replaced where it stands; one that is not is written as the first key of the map that
 * it belongs to, and maps that are missing on the way are written in flow style.
 */
public final class YamlEdit {
  private static final String SOURCE = "scenario";
  private static final String ENDS_PLAIN = ",]}\n";

  private final String text;
  private final MapNode root;

  private YamlEdit(String text) {
    this.text = text;
    root = LocatedYaml.parseMap(text, SOURCE);
  }

  /**
   * The text with a value set.
   *
   * @param path as in {@code --set}
   * @param value YAML on one line
   * @throws BadInputException if the text is no YAML map, the path leads nowhere, or the result
   *     would say something else, as it may where anchors are used
   */
  public static String set(String text, String path, String value) {
    Origin origin = Origin.argument(path);
    String changed = new YamlEdit(text).with(NodePath.parse(path, origin).steps(), path, value);
    MapNode wanted = NodePath.with(LocatedYaml.parseMap(text, SOURCE), path, value, origin);
    boolean isSame =
        NodePath.get(LocatedYaml.parseMap(changed, SOURCE), path)
            .map(YamlEdit::words)
            .equals(NodePath.get(wanted, path).map(YamlEdit::words));
    if (!isSame) {
      throw elsewhere(origin, path);
    }
    return changed;
  }

  /**
   * The text with an item added at the end of a list; a list that is not there yet is written as
   * {@link #set} writes a value.
   *
   * @param path of the list, as in {@code --set}
   * @param item YAML on one line
   * @throws BadInputException as {@link #set}, or if something else than a list stands there
   */
  public static String append(String text, String path, String item) {
    Origin origin = Origin.argument(path);
    MapNode root = LocatedYaml.parseMap(text, SOURCE);
    Optional<LocatedNode> there = NodePath.get(root, path).filter(node -> !node.isNull());
    if (there.isEmpty()) {
      return set(text, path, "[" + item + "]");
    }
    if (!(there.get() instanceof ListNode list)) {
      throw new BadInputException(
          new Problem(origin, path, "is " + there.get().describe(), "edit it in the text"));
    }
    String changed = new YamlEdit(text).appended(list, item);
    List<LocatedNode> longer = new ArrayList<>(list.items());
    longer.add(LocatedYaml.parseValue(item, origin));
    MapNode wanted =
        NodePath.parse(path, origin).set(root, new ListNode(list.origin(), longer), origin);
    if (!words(LocatedYaml.parseMap(changed, SOURCE)).equals(words(wanted))) {
      throw elsewhere(origin, path);
    }
    return changed;
  }

  private static BadInputException elsewhere(Origin origin, String path) {
    return new BadInputException(
        new Problem(
            origin,
            path,
            "cannot be changed here without changing something else",
            "edit it in the text"));
  }

  private static String words(LocatedNode node) {
    if (node instanceof MapNode map) {
      StringBuilder all = new StringBuilder("{");
      map.entries()
          .forEach(entry -> all.append(entry.key()).append(": ").append(words(entry.value())));
      return all.append('}').toString();
    }
    return node instanceof ListNode list
        ? list.items().stream().map(YamlEdit::words).toList().toString()
        : node.describe();
  }

  private String with(List<String> steps, String path, String value) {
    LocatedNode node = root;
    MapNode owner = root;
    int at = 0;
    while (at < steps.size()) {
      Optional<LocatedNode> next =
          NodePath.parse(quoted(steps.get(at)), Origin.argument(path)).find(node);
      if (next.isEmpty()) {
        break;
      }
      owner = node instanceof MapNode map ? map : owner;
      node = next.get();
      at++;
    }
    if (at == steps.size()) {
      return replaced(node, owner.keyOrigin(steps.get(at - 1)), value);
    }
    if (node instanceof MapNode map) {
      return inserted(map, steps.subList(at, steps.size()), value);
    }
    if (node.isNull()) {
      return replaced(node, owner.keyOrigin(steps.get(at - 1)), flow(steps, at, value));
    }
    throw new BadInputException(
        new Problem(
            node.origin(),
            path,
            String.join(".", steps.subList(0, at)) + " is " + node.describe(),
            "edit it in the text"));
  }

  private static String quoted(String step) {
    return '"' + step + '"';
  }

  private static String flow(List<String> steps, int from, String value) {
    StringBuilder out = new StringBuilder();
    for (int at = from; at < steps.size(); at++) {
      out.append('{').append(YamlText.text(steps.get(at))).append(": ");
    }
    return out.append(value).append("}".repeat(steps.size() - from)).toString();
  }

  /** A scalar or a flow collection gives way to a value; a block collection cannot. */
  private String replaced(LocatedNode node, Origin key, String value) {
    int begin = offset(node.origin());
    if (node instanceof ScalarNode scalar) {
      if (scalar.isNull() && scalar.text().isEmpty()) {
        int colon = text.indexOf(':', offset(key)) + 1;
        return text.substring(0, colon) + " " + value + text.substring(colon);
      }
      return text.substring(0, begin) + value + text.substring(endOfScalar(begin));
    }
    boolean isFlow = begin < text.length() && "{[".indexOf(text.charAt(begin)) >= 0;
    if (!isFlow) {
      throw new BadInputException(
          Problem.of(node.origin(), "spans several lines", "edit it in the text"));
    }
    return text.substring(0, begin) + value + text.substring(endOfFlow(begin));
  }

  private String inserted(MapNode map, List<String> steps, String value) {
    String rest = steps.size() == 1 ? value : flow(steps, 1, value);
    String entry = YamlText.text(steps.get(0)) + ": " + rest;
    int begin = offset(map.origin());
    if (begin < text.length() && text.charAt(begin) == '{') {
      String separator = map.size() == 0 ? "" : ", ";
      return text.substring(0, begin + 1) + entry + separator + text.substring(begin + 1);
    }
    Origin last = null;
    for (MapNode.Entry each : map.entries()) {
      last = each.keyOrigin();
    }
    int column = last.column() - 1;
    int end = endOfBlock(last.line(), column);
    String before = text.substring(0, end);
    String lineEnd = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
    return before + lineEnd + " ".repeat(column) + entry + "\n" + text.substring(end);
  }

  private String appended(ListNode list, String item) {
    int begin = offset(list.origin());
    if (begin < text.length() && text.charAt(begin) == '[') {
      int end = endOfFlow(begin) - 1;
      while (end > begin + 1 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      char last = text.charAt(end - 1);
      String separator = list.size() == 0 ? "" : last == ',' ? " " : ", ";
      return text.substring(0, end) + separator + item + text.substring(end);
    }
    int column = list.origin().column() - 1;
    int end = endOfBlock(list.items().get(list.size() - 1).origin().line(), column);
    String before = text.substring(0, end);
    String lineEnd = before.endsWith("\n") ? "" : "\n";
    return before + lineEnd + " ".repeat(column) + "- " + item + "\n" + text.substring(end);
  }

  /** Where the block of a key ends: before the next line that is indented as far or less. */
  private int endOfBlock(int line, int column) {
    int at = lineBegin(line + 1);
    int end = at;
    while (at < text.length()) {
      int next = text.indexOf('\n', at);
      next = next < 0 ? text.length() : next + 1;
      String content = text.substring(at, next);
      String stripped = content.strip();
      boolean isContent = !stripped.isEmpty() && !stripped.startsWith("#");
      int indent = content.length() - content.stripLeading().length();
      boolean isItemOfKey = stripped.startsWith("- ") && indent == column;
      if (isContent && indent <= column && !isItemOfKey) {
        return end;
      }
      if (isContent) {
        end = next;
      }
      at = next;
    }
    return end;
  }

  private int endOfScalar(int begin) {
    char first = text.charAt(begin);
    if (first == '"' || first == '\'') {
      int at = begin + 1;
      while (at < text.length() && text.charAt(at) != first) {
        at += first == '"' && text.charAt(at) == '\\' ? 2 : 1;
      }
      return Math.min(text.length(), at + 1);
    }
    boolean inFlow = isInFlow(begin);
    int at = begin;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean ends = inFlow ? ENDS_PLAIN.indexOf(c) >= 0 : c == '\n';
      if (ends || (c == '#' && at > begin && text.charAt(at - 1) == ' ')) {
        break;
      }
      at++;
    }
    while (at > begin && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** Whether a place is between braces or brackets that were opened before it. */
  private boolean isInFlow(int place) {
    int depth = 0;
    int at = 0;
    while (at < place) {
      char c = text.charAt(at);
      if (c == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? place : end;
      } else if ((c == '"' || c == '\'') && opensQuote(at)) {
        at = endOfScalar(at) - 1;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      at++;
    }
    return depth > 0;
  }

  private boolean opensQuote(int at) {
    return at == 0 || " \n{[,:".indexOf(text.charAt(at - 1)) >= 0;
  }

  private int endOfFlow(int begin) {
    int depth = 0;
    int at = begin;
    while (at < text.length()) {
      char c = text.charAt(at);
      if ((c == '"' || c == '\'') && opensQuote(at)) {
        at = endOfScalar(at) - 1;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          return at + 1;
        }
      }
      at++;
    }
    return at;
  }

  private int offset(Origin origin) {
    return Math.min(text.length(), lineBegin(origin.line()) + origin.column() - 1);
  }

  private int lineBegin(int line) {
    int at = 0;
    for (int passed = 1; passed < line && at < text.length(); passed++) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
    return at;
  }
}
