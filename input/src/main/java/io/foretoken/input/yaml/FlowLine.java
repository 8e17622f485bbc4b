package io.foretoken.input.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads maps and lists that stand on one line in the plainest of flow style, such as {@code {fleet:
 * [{gpu: h100, pool: main}], seed: 1}}: plain words, texts in double quotes without escapes, one
 * space after colons and commas. What programs write to each other is like this, a thousand times
 * the same, and a YAML parser takes twenty times as long. Whatever is not certain to mean the same
 * in YAML is left to that parser.
 */
final class FlowLine {
  private static final int MAX_LENGTH = 100_000;
  private static final int MAX_KEY = 1000;
  private static final int MAX_DEPTH = 32;

  private final String text;
  private final Place place;
  private int at;
  private int depth;

  private FlowLine(String text, Place place) {
    this.text = text;
    this.place = place;
  }

  /** The tree of a text; null where a YAML parser has to look at it. */
  static LocatedNode read(String text, Place place) {
    if (text.isEmpty() || text.charAt(0) != '{' || text.length() > MAX_LENGTH) {
      return null;
    }
    FlowLine line = new FlowLine(text, place);
    LocatedNode node = line.value();
    return line.at == text.length() ? node : null;
  }

  private LocatedNode value() {
    return switch (peek()) {
      case '{' -> nested('}');
      case '[' -> nested(']');
      default -> scalar();
    };
  }

  private LocatedNode nested(char end) {
    if (++depth > MAX_DEPTH) {
      return null;
    }
    int start = at++;
    LocatedNode node = end == '}' ? map(start) : list(start);
    depth--;
    return node;
  }

  private LocatedNode map(int start) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    boolean isFirst = true;
    while (peek() != '}') {
      if (!isFirst && !skip(", ")) {
        return null;
      }
      isFirst = false;
      int keyStart = at;
      ScalarNode key = scalar();
      if (key == null || key.isNull() || at - keyStart > MAX_KEY || !skip(": ")) {
        return null;
      }
      LocatedNode value = value();
      if (value == null
          || entries.put(key.text(), new MapNode.Entry(key.text(), key.origin(), value)) != null) {
        return null;
      }
    }
    at++;
    return new MapNode(place.at(1, start + 1), entries.values());
  }

  private LocatedNode list(int start) {
    List<LocatedNode> items = new ArrayList<>();
    while (peek() != ']') {
      if (!items.isEmpty() && !skip(", ")) {
        return null;
      }
      LocatedNode item = value();
      if (item == null) {
        return null;
      }
      items.add(item);
    }
    at++;
    return new ListNode(place.at(1, start + 1), items);
  }

  private ScalarNode scalar() {
    return peek() == '"' ? quoted() : plain();
  }

  private ScalarNode quoted() {
    int start = at++;
    while (peek() != '"') {
      char letter = peek();
      if (letter < ' ' || letter > '~' || letter == '\\') {
        return null;
      }
      at++;
    }
    at++;
    return new ScalarNode(place.at(1, start + 1), text.substring(start + 1, at - 1), true);
  }

  private ScalarNode plain() {
    int start = at;
    while (isWord(peek()) || (peek() == ' ' && at > start && isWord(peekAfter()))) {
      at++;
    }
    String word = text.substring(start, at);
    boolean isCertain =
        word.equals("~")
            || (!word.isEmpty()
                && beginsWord(word.charAt(0))
                && (word.charAt(0) != '-' || isNumber(word)));
    return isCertain ? new ScalarNode(place.at(1, start + 1), word, false) : null;
  }

  /** Of words that begin with a hyphen only numbers: others may be the mark of an item. */
  private static boolean isNumber(String word) {
    return word.length() > 1 && word.charAt(1) >= '0' && word.charAt(1) <= '9';
  }

  private static boolean beginsWord(char letter) {
    return isAlphanumeric(letter) || "_./+-".indexOf(letter) >= 0;
  }

  private static boolean isWord(char letter) {
    return isAlphanumeric(letter) || (letter != 0 && "_./+%^~=()*@-".indexOf(letter) >= 0);
  }

  private static boolean isAlphanumeric(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9');
  }

  private boolean skip(String expected) {
    boolean isThere = text.startsWith(expected, at);
    at += isThere ? expected.length() : 0;
    return isThere;
  }

  /** The next letter, or 0, which stands in no text that is read here. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char peekAfter() {
    return at + 1 < text.length() ? text.charAt(at + 1) : 0;
  }
}
