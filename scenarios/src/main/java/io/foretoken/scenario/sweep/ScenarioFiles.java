package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that a scenario names: every value that is the path of an existing file, or of a folder
 * of catalogues, wherever it stands. Each is hashed once. A path that came as an argument starts at
 * the working folder, and is written into texts as an absolute one.
 */
final class ScenarioFiles {
  private static final int LONGEST = 4096;

  private final Path folder;
  private final Map<String, Optional<SweepTask.NamedFile>> known = new TreeMap<>();

  ScenarioFiles(Path folder) {
    this.folder = folder;
  }

  /** Canonical text of a scenario, with files from arguments under absolute paths. */
  String text(MapNode scenario) {
    return CanonicalText.of(scenario, this::written);
  }

  private String written(ScalarNode scalar) {
    return scalar.origin().hasPosition()
        ? scalar.text()
        : path(scalar)
            .filter(path -> Files.isRegularFile(path) || (isMarked(path) && Files.exists(path)))
            .map(path -> path.toAbsolutePath().normalize().toString())
            .orElse(scalar.text());
  }

  /** Whether it cannot be a name such as {@code meta-llama/Llama-3.1-8B}. */
  private static boolean isMarked(Path path) {
    return path.isAbsolute() || path.startsWith(".") || path.startsWith("..");
  }

  /** The files, in the order of their paths. */
  List<SweepTask.NamedFile> of(LocatedNode scenario) {
    Map<String, SweepTask.NamedFile> found = new TreeMap<>();
    collect(scenario, found);
    return List.copyOf(found.values());
  }

  /** Files and folders that were given as arguments, under absolute paths. */
  List<SweepTask.NamedFile> ofPaths(List<Path> paths) {
    List<SweepTask.NamedFile> files = new ArrayList<>();
    for (Path path : paths) {
      Path absolute = path.toAbsolutePath().normalize();
      hash(absolute.toString(), absolute).ifPresent(files::add);
    }
    return files;
  }

  private void collect(LocatedNode node, Map<String, SweepTask.NamedFile> found) {
    if (node instanceof MapNode map) {
      map.entries().forEach(entry -> collect(entry.value(), found));
    } else if (node instanceof ListNode list) {
      list.items().forEach(item -> collect(item, found));
    } else {
      ScalarNode scalar = (ScalarNode) node;
      path(scalar)
          .flatMap(path -> hash(written(scalar), path))
          .ifPresent(file -> found.put(file.path(), file));
    }
  }

  private Optional<Path> path(ScalarNode scalar) {
    String text = scalar.text();
    boolean looksLikePath = text.indexOf('/') >= 0 || text.indexOf('.') > 0;
    if (!looksLikePath || text.length() > LONGEST || text.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(text);
      return Optional.of(scalar.origin().hasPosition() ? folder.resolve(path) : path);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<SweepTask.NamedFile> hash(String name, Path path) {
    return known.computeIfAbsent(
        name + '\n' + path,
        unread -> {
          try {
            if (Files.isRegularFile(path)) {
              return Optional.of(new SweepTask.NamedFile(name, Sha256.of(path)));
            }
            return Files.isDirectory(path)
                ? Optional.of(new SweepTask.NamedFile(name, Sha256.of(contents(path))))
                : Optional.empty();
          } catch (IOException e) {
            throw new BadInputException(
                Problem.of(Origin.file(path.toString()), "cannot be read: " + e.getMessage(), ""));
          }
        });
  }

  /** The files in a folder that can be catalogues or models. */
  static List<Path> members(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> path.toString().matches(".*\\.(ya?ml|json)"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Names and hashes of the files in a folder that can be catalogues or models. */
  static String contents(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : members(folder)) {
      text.append(file.getFileName()).append(' ').append(Sha256.of(file)).append('\n');
    }
    return text.toString();
  }
}
