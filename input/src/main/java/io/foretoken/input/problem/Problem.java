package io.foretoken.input.problem;

/**
 * One thing wrong with an input.
 *
 * @param origin where it was written
 * @param path the value's place in the document, such as {@code fleet.main.engine.name}; empty when
 *     there is none
 * @param message what was found, and why it does not do
 * @param hint what would do, or the nearest name; empty when there is nothing to add
 */
public record Problem(Origin origin, String path, String message, String hint) {

  /** A problem that concerns no path, such as a file that is not there. */
  public static Problem of(Origin origin, String message, String hint) {
    return new Problem(origin, "", message, hint);
  }

  /** {@code where: path: what was found}, and the hint indented on a line of its own. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(origin).append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(message);
    if (!hint.isEmpty()) {
      text.append("\n    ").append(hint);
    }
    return text.toString();
  }
}
