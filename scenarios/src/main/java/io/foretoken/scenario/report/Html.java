package io.foretoken.scenario.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML. Texts and attribute values are escaped; element names and classes are the program's
 * own. Elements are closed in order, so that what comes out is well formed XML too.
 */
public final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; {@code attributes} are pairs of name and value. */
  public Html begin(String element, String... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the element begun last. */
  public Html end() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element with a text in it. */
  public Html element(String element, String text, String... attributes) {
    tag(element, attributes);
    out.append('>').append(escape(text)).append("</").append(element).append('>');
    return this;
  }

  /** An element without content, such as {@code meta}. */
  public Html empty(String element, String... attributes) {
    tag(element, attributes);
    out.append("/>\n");
    return this;
  }

  /** A text. */
  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Markup made by a painter, or a style sheet of the program's own. */
  Html markup(String markup) {
    out.append(markup);
    return this;
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int at = 0; at + 1 < attributes.length; at += 2) {
      out.append(' ').append(attributes[at]).append("=\"");
      out.append(escape(attributes[at + 1])).append('"');
    }
  }

  /**
   * What has been written.
   *
   * @throws IllegalStateException if an element is still open
   */
  public String finished() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  /** A text as HTML; control characters, which HTML cannot hold, become U+FFFD. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(isPrintable(c) ? c : '\uFFFD');
      }
    }
    return escaped.toString();
  }

  private static boolean isPrintable(char c) {
    return c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f && c < 0xFFFE);
  }
}
