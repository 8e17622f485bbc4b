package io.foretoken.input.yaml;

import io.foretoken.input.problem.Origin;

/**
 * A single value as it was written.
 *
 * @param origin where it begins
 * @param text its text, after unquoting
 * @param quoted whether it was quoted, or written as a block of text; such a value is never a
 *     number, a boolean or null
 */
public record ScalarNode(Origin origin, String text, boolean quoted) implements LocatedNode {
  private static final int MAX_SHOWN = 60;

  @Override
  public boolean isNull() {
    return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
  }

  @Override
  public String describe() {
    if (isNull()) {
      return "nothing";
    }
    String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN - 3) + "..." : text;
    return "\"" + shown.replace("\n", "\\n") + "\"";
  }
}
