package io.foretoken.scenario.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * A point to be simulated, as it goes to wherever that happens: texts only.
 *
 * @param kind what is to be done with the text, the name of a {@link TaskExecutor}
 * @param index number of the point in the grid
 * @param key hash of all that the result depends on: program version, text, contents of files
 * @param folder where relative paths in the text start; not part of the key
 * @param text canonical text: one line of YAML with the scenario and how it is run, see {@link
 *     PointText}
 * @param files files that the scenario names
 */
public record SweepTask(
    String kind, int index, String key, String folder, String text, List<NamedFile> files) {
  /**
   * A file.
   *
   * @param path as the scenario names it
   * @param sha256 hash of its content
   */
  public record NamedFile(String path, String sha256) {}

  /**
   * A task that names no files.
   *
   * @param text all that its result depends on, beside the program
   */
  public static SweepTask ofText(String kind, int index, String text) {
    return new SweepTask(kind, index, Sha256.of(text), "", text, List.of());
  }

  /**
   * A task whose text names files and folders under absolute paths.
   *
   * @param text all that its result depends on, beside the program and the files
   * @param paths those files and folders
   */
  public static SweepTask ofText(String kind, int index, String text, List<Path> paths) {
    if (paths.isEmpty()) {
      return ofText(kind, index, text);
    }
    String here = Path.of("").toAbsolutePath().toString();
    List<NamedFile> files = new ScenarioFiles(Path.of(here)).ofPaths(paths);
    return new SweepTask(kind, index, Sha256.of(text + '\n' + files), here, text, files);
  }

  /** The same task with its files somewhere else. */
  SweepTask at(String otherFolder, String otherText) {
    return new SweepTask(kind, index, key, otherFolder, otherText, files);
  }
}
