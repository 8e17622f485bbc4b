package io.foretoken.input.file;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The lines of a text file of UTF-8, plain or gzip, without their ends (LF or CRLF) and without a
 * byte order mark. A line is limited, so that a file of another kind cannot fill the memory.
 */
public final class TextLines implements AutoCloseable {
  /** The longest line, in characters. */
  public static final int MAX_LINE_CHARS = 4_000_000;

  private static final int BUFFER = 65_536;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int filled;
  private int line;

  private TextLines(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException if the file cannot be opened
   */
  public static TextLines open(Path file) {
    try {
      return new TextLines(
          file,
          new InputStreamReader(
              PlainOrGzip.open(file),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT)));
    } catch (IOException e) {
      throw TextFile.unreadable(file, e);
    }
  }

  /** The first line that is not blank; empty when there is none. */
  public static String firstLine(Path file) {
    try (TextLines lines = open(file)) {
      String text = lines.next();
      while (text != null && text.isBlank()) {
        text = lines.next();
      }
      return text == null ? "" : text.strip();
    }
  }

  /** The number of the line that {@link #next} returned last, from 1. */
  public int line() {
    return line;
  }

  /**
   * The next line, or null at the end.
   *
   * @throws BadInputException if the file is damaged, not UTF-8, or the line too long
   */
  public String next() {
    StringBuilder text = new StringBuilder();
    line++;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      text.append(buffer, at, end - at);
      at = end + 1;
      if (text.length() > MAX_LINE_CHARS) {
        throw refused(
            "the line is longer than " + MAX_LINE_CHARS + " characters",
            "is this another kind of file?");
      }
      if (end < filled) {
        break;
      }
      at = filled;
    }
    return any ? withoutMarks(text) : null;
  }

  private boolean fill() {
    if (at < filled) {
      return true;
    }
    try {
      filled = reader.read(buffer, 0, buffer.length);
      at = 0;
      return filled > 0;
    } catch (CharacterCodingException e) {
      throw refused("the text is not UTF-8 in or after this line", "save the file as UTF-8");
    } catch (IOException e) {
      throw refused(
          "the file cannot be read to its end: " + e.getMessage(),
          "is it complete? It may be cut short or damaged");
    }
  }

  private String withoutMarks(StringBuilder text) {
    if (text.length() > 0 && text.charAt(text.length() - 1) == '\r') {
      text.setLength(text.length() - 1);
    }
    if (line == 1 && text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK) {
      text.deleteCharAt(0);
    }
    return text.toString();
  }

  private BadInputException refused(String message, String hint) {
    return new BadInputException(Problem.of(Origin.at(file.toString(), line, 1), message, hint));
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw TextFile.unreadable(file, e);
    }
  }
}
