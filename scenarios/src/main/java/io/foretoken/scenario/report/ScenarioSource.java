package io.foretoken.scenario.report;

import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.text.YamlText;
import java.util.regex.Pattern;

/**
 * A scenario's tree as YAML again, with everything that arguments have set: saved to a file it is
 * the same scenario, as long as the files that it names are where they were.
 */
public final class ScenarioSource {
  private static final int MOST_IN_A_LINE = 64;
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./~+-][A-Za-z0-9_./@+%~-]*");

  private final StringBuilder out = new StringBuilder();

  private ScenarioSource() {}

  /** The text, lines with line ends. */
  public static String of(MapNode root) {
    ScenarioSource source = new ScenarioSource();
    source.map(root, "");
    return source.out.toString();
  }

  private void map(MapNode map, String indent) {
    for (MapNode.Entry entry : map.entries()) {
      out.append(indent).append(YamlText.text(entry.key())).append(':');
      value(entry.value(), indent);
    }
  }

  private void value(LocatedNode node, String indent) {
    String line = flow(node);
    boolean isShort = indent.length() + line.length() <= MOST_IN_A_LINE;
    if (node instanceof MapNode map && map.size() > 0 && !isShort) {
      out.append('\n');
      map(map, indent + "  ");
    } else if (node instanceof ListNode list && list.size() > 0 && !isShort) {
      out.append('\n');
      list.items().forEach(item -> item(item, indent + "  "));
    } else {
      out.append(' ').append(line).append('\n');
    }
  }

  private void item(LocatedNode item, String indent) {
    if (item instanceof MapNode map && map.size() > 0) {
      int at = out.length();
      map(map, indent + "  ");
      out.replace(at + indent.length(), at + indent.length() + 1, "-");
    } else {
      out.append(indent).append("- ").append(flow(item)).append('\n');
    }
  }

  private static String flow(LocatedNode node) {
    if (node instanceof MapNode map) {
      return "{"
          + String.join(
              ", ",
              map.entries().stream()
                  .map(entry -> YamlText.text(entry.key()) + ": " + flow(entry.value()))
                  .toList())
          + "}";
    }
    if (node instanceof ListNode list) {
      return "["
          + String.join(", ", list.items().stream().map(ScenarioSource::flow).toList())
          + "]";
    }
    ScalarNode scalar = (ScalarNode) node;
    boolean isBare = !scalar.quoted() && BARE.matcher(scalar.text()).matches();
    return isBare || scalar.isNull() ? scalar.text() : YamlText.text(scalar.text());
  }
}
