package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that a scenario names. A path written in the file starts at the file's folder and stays
 * below it unless it is absolute; a path given as an argument starts at the working folder.
 */
public final class FileReference {
  private FileReference() {}

  /** The file, or empty with a problem added. */
  public static Optional<Path> resolve(
      Located<String> reference, String path, Path folder, Problems problems) {
    Path written;
    try {
      written = Path.of(reference.value());
    } catch (InvalidPathException e) {
      problems.add(reference.origin(), path, "\"" + reference.value() + "\" is not a path", "");
      return Optional.empty();
    }
    if (!reference.origin().hasPosition() || written.isAbsolute()) {
      return Optional.of(written);
    }
    Path resolved = folder.resolve(written).normalize();
    if (!resolved.startsWith(folder)) {
      problems.add(
          reference.origin(),
          path,
          "\"" + reference.value() + "\" leaves the scenario's folder",
          "keep the file below the scenario, write an absolute path, or give it with --set "
              + path
              + "=...");
      return Optional.empty();
    }
    return Optional.of(resolved);
  }
}
