package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.export.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file that a command writes on request, never over another one unless told to. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Makes sure that the file may be written, before the work is done.
   *
   * @throws BadInputException if it is there already and {@code force} is not given, or if its
   *     folder is not there or not to be written in
   */
  static void check(Path file, boolean force) {
    if (Files.exists(file) && (Files.isDirectory(file) || !force)) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--out " + file),
              Files.isDirectory(file) ? "this is a folder" : "this file is there already",
              Files.isDirectory(file)
                  ? "name a file in it"
                  : "give --force to replace it, or name another"));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--out " + file),
              "there is no folder " + folder,
              "make it, or name a file elsewhere"));
    }
    if (!Files.isWritable(folder)) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--out " + file),
              "nothing may be written in " + folder,
              "name a file elsewhere"));
    }
  }

  /** Writes it whole or not at all. */
  static void write(Path file, String text) throws IOException {
    WholeFile.write(file, text);
  }
}
