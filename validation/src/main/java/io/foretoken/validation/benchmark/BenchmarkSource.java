package io.foretoken.validation.benchmark;

import io.foretoken.input.problem.Origin;
import java.nio.file.Path;

/**
 * Where a run was read.
 *
 * @param file as the user named it
 * @param sha256 of the file's bytes, in hexadecimal
 * @param format name of the format
 * @param place where the run begins in the file
 */
public record BenchmarkSource(String file, String sha256, String format, Origin place) {
  /** The file's name without its folders. */
  public String fileName() {
    return Path.of(file).getFileName().toString();
  }
}
