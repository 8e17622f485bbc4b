package io.foretoken.input.file;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a whole text file of UTF-8, after looking at what it is and how large it is. */
public final class TextFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /**
   * The file's text, without a byte order mark.
   *
   * @param file the file as the user named it; its name is the source of the problem
   * @param maxBytes the largest size read; a larger file is refused before it is opened
   * @throws BadInputException if the file is missing, a directory, unreadable, too large or not
   *     UTF-8
   */
  public static String read(Path file, long maxBytes) {
    checkReadable(file);
    byte[] bytes;
    try {
      long size = Files.size(file);
      if (size > maxBytes) {
        throw tooLarge(file, size, maxBytes);
      }
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (bytes.length > maxBytes) {
      throw tooLarge(file, bytes.length, maxBytes);
    }
    return decode(file, bytes);
  }

  /**
   * Does nothing when there is a file that may be read.
   *
   * @throws BadInputException if the file is missing, a directory or not readable
   */
  public static void checkReadable(Path file) {
    Origin origin = Origin.file(file.toString());
    if (!Files.exists(file)) {
      throw new BadInputException(Problem.of(origin, "there is no such file", nearFile(file)));
    }
    if (Files.isDirectory(file)) {
      throw new BadInputException(
          Problem.of(origin, "this is a directory", "name a file in it instead"));
    }
    if (!Files.isReadable(file)) {
      throw new BadInputException(
          Problem.of(origin, "the file may not be read", "check its permissions"));
    }
  }

  /** The failure of a file that the system would not read, in words for the user. */
  public static BadInputException unreadable(Path file, IOException cause) {
    BadInputException failure =
        new BadInputException(
            Problem.of(
                Origin.file(file.toString()),
                "the file cannot be read: " + cause.getMessage(),
                "check the file and the disk it is on"));
    failure.initCause(cause);
    return failure;
  }

  private static String nearFile(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      return "check the path; relative paths start at the working folder";
    }
    try (var listing = Files.list(folder)) {
      var names = listing.limit(1000).map(p -> p.getFileName().toString()).sorted().toList();
      String question = NearestName.question(name.toString(), names);
      return question.isEmpty() ? "check the path" : question;
    } catch (IOException | java.io.UncheckedIOException e) {
      return "check the path";
    }
  }

  private static BadInputException tooLarge(Path file, long size, long maxBytes) {
    return new BadInputException(
        Problem.of(
            Origin.file(file.toString()),
            "the file is too large: " + grouped(size) + " bytes",
            "the limit is " + grouped(maxBytes) + " bytes; is this the right file?"));
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String decode(Path file, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw new BadInputException(
          Problem.of(
              Origin.at(file.toString(), lineOfEnd(out), columnOfEnd(out)),
              "the text is not UTF-8 here",
              "save the file as UTF-8"));
    }
    if (!out.isEmpty() && out.charAt(0) == BYTE_ORDER_MARK) {
      out.position(1);
    }
    return out.toString();
  }

  private static int lineOfEnd(CharBuffer text) {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  private static int columnOfEnd(CharBuffer text) {
    int column = 1;
    for (int i = text.length() - 1; i >= 0 && text.charAt(i) != '\n'; i--) {
      column++;
    }
    return column;
  }
}
