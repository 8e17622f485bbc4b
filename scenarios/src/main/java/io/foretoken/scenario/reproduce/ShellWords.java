package io.foretoken.scenario.reproduce;

import java.util.List;
import java.util.regex.Pattern;

/** Commands as a shell reads them. */
public final class ShellWords {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final int LINE = 96;

  private ShellWords() {}

  /** A word in quotes where it needs them. */
  public static String quoted(String word) {
    return BARE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A command, on several lines where it is long; ends with a line end. */
  static String command(List<String> words) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int at = 0; at < words.size(); at++) {
      String word = quoted(words.get(at));
      boolean isValue = at > 0 && !word.startsWith("-");
      if (column > 0 && !isValue && column + word.length() > LINE) {
        out.append(" \\\n   ");
        column = 3;
      }
      out.append(at == 0 ? "" : " ").append(word);
      column += word.length() + 1;
    }
    return out.append('\n').toString();
  }

  /** Lines as comments. */
  static String comment(String text) {
    return "# " + text.replace("\n", "\n# ") + "\n";
  }
}
