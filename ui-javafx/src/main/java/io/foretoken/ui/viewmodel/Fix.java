package io.foretoken.ui.viewmodel;

import io.foretoken.input.problem.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change that a problem asks for: the nearest name in place of the one that was written.
 *
 * @param from first character to replace
 * @param to the one after the last
 * @param name what takes its place
 */
public record Fix(int from, int to, String name) {
  private static final Pattern QUESTION = Pattern.compile("did you mean \"([^\"]+)\"\\?");
  private static final String ENDS = " \t\n:,{}[]#\"'";

  /** The fix that a problem names; empty where it names none. */
  public static Optional<Fix> of(Problem problem, String text) {
    Matcher question = QUESTION.matcher(problem.hint());
    if (!problem.origin().hasPosition() || !question.find()) {
      return Optional.empty();
    }
    int from = place(text, problem.origin().line(), problem.origin().column());
    if (from < text.length() && "\"'".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int to = end(text, from);
    return to > from ? Optional.of(new Fix(from, to, question.group(1))) : Optional.empty();
  }

  /** The text with the change made. */
  public String applied(String text) {
    return text.substring(0, from) + name + text.substring(to);
  }

  /** Number of the character at a line and a column, both from 1. */
  public static int place(String text, int line, int column) {
    int at = 0;
    for (int passed = 1; passed < line; passed++) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        return text.length();
      }
      at = end + 1;
    }
    return Math.min(text.length(), at + Math.max(0, column - 1));
  }

  /** Where the word at a place ends. */
  public static int end(String text, int from) {
    int to = from;
    while (to < text.length() && ENDS.indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return to;
  }
}
