package io.foretoken.scenario.export;

/** Texts in the cells of CSV files (RFC 4180). */
public final class CsvText {
  private CsvText() {}

  /** The text, quoted where a comma, a quote or the end of a line asks for it. */
  public static String quoted(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }
}
