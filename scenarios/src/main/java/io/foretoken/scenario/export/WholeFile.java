package io.foretoken.scenario.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that it is the old one or the new one, never half of either. */
public final class WholeFile {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private WholeFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes it; need not close. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file in place of what is there, with the permissions of any new file. Where a symbolic
   * link is there, what it leads to is replaced; what is no file, such as a device, is written to.
   *
   * @throws IOException if it cannot be written, or the content throws it; what was there stays
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = behindLinks(file.toAbsolutePath());
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        content.writeTo(out);
      }
      return;
    }
    // Not a temporary file of the JDK's: those may be read by their owner alone.
    String name =
        "."
            + target.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "."
            + Thread.currentThread().getId()
            + ".tmp";
    Path whole = target.resolveSibling(name);
    try {
      try (OutputStream out = Files.newOutputStream(whole)) {
        content.writeTo(out);
      }
      Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** The same of a text, in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Where links lead, whether or not anything is there. */
  private static Path behindLinks(Path file) throws IOException {
    Path target = file;
    for (int link = 0; Files.isSymbolicLink(target); link++) {
      if (link == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }
}
