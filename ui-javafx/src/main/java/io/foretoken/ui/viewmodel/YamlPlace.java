package io.foretoken.ui.viewmodel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a character of a YAML text stands, by indentation and braces alone, so that it is known
 * while the text is not yet YAML.
 *
 * @param path keys of the maps around it, from the outermost; of a value its own key is the last
 * @param isValue whether it is in the place of a value, not of a key
 */
record YamlPlace(List<String> path, boolean isValue) {
  private static final Pattern KEY = Pattern.compile("^(\\s*(?:- +)*)([A-Za-z_][\\w.]*):(?:\\s|$)");

  /** Keeps a copy. */
  YamlPlace {
    path = List.copyOf(path);
  }

  /** The place before a character. */
  static YamlPlace of(String text, int at) {
    int begin = text.lastIndexOf('\n', at - 1) + 1;
    String line = text.substring(begin, at);
    int column = line.length() - line.replaceFirst("^\\s*(?:- +)*", "").length();
    Deque<String> path = above(text.substring(0, begin), column);
    List<String> braces = new ArrayList<>();
    String key = "";
    int word = column;
    for (int i = column; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':') {
        key = line.substring(word, i).strip();
      } else if (c == '{') {
        braces.add(key);
        key = "";
      } else if (c == '}' && !braces.isEmpty()) {
        braces.remove(braces.size() - 1);
        key = "";
      } else if (c == ',') {
        key = "";
      }
      if (c == '{' || c == '}' || c == ',') {
        word = i + 1;
      }
    }
    path.addAll(braces.stream().filter(each -> !each.isEmpty()).toList());
    if (!key.isEmpty()) {
      path.add(key);
    }
    return new YamlPlace(List.copyOf(path), !key.isEmpty());
  }

  /** The keys that a line is below, by their columns. */
  private static Deque<String> above(String text, int column) {
    Deque<String> path = new ArrayDeque<>();
    String[] lines = text.split("\n", -1);
    int most = column;
    for (int i = lines.length - 1; i >= 0 && most > 0; i--) {
      Matcher found = KEY.matcher(lines[i]);
      if (found.find() && found.group(1).length() < most) {
        most = found.group(1).length();
        path.addFirst(found.group(2));
      }
    }
    return path;
  }
}
