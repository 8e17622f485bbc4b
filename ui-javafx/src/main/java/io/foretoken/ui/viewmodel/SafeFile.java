package io.foretoken.ui.viewmodel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that they are the old one or the new one, never half of either. */
final class SafeFile {
  static final Charset TEXT = StandardCharsets.UTF_8;

  private SafeFile() {}

  /** What is written. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path half = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(half)) {
        content.write(out);
      }
      Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /** Why a file could not be written, in words. */
  static String words(Path file, IOException failure) {
    String why =
        failure instanceof AccessDeniedException
            ? "permission denied"
            : failure instanceof NoSuchFileException
                ? "no such folder"
                : String.valueOf(failure.getMessage());
    return file + " cannot be written: " + why;
  }
}
