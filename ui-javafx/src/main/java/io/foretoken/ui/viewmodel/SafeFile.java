package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.export.WholeFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes files so that they are the old one or the new one, never half of either. */
final class SafeFile {
  static final Charset TEXT = StandardCharsets.UTF_8;

  private SafeFile() {}

  /** Writes it, and its folder where there is none. */
  static void write(Path file, WholeFile.Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // A folder that is a link would be taken for a file in its way.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    WholeFile.write(file, content);
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
