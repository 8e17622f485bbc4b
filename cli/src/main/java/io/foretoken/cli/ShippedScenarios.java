package io.foretoken.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scenarios that come with the program, in the folder {@code scenarios} beside its launcher.
 */
final class ShippedScenarios {
  private static final String QUESTION = "# Question:";

  private ShippedScenarios() {}

  /**
   * One of them.
   *
   * @param file its file, relative to the working folder where that is shorter
   * @param question what it answers
   */
  record Shipped(Path file, String question) {}

  /** All of them, by name; empty where the program does not stand beside them. */
  static List<Shipped> all() throws IOException {
    Path folder = folder();
    if (folder == null) {
      return List.of();
    }
    Path here = Path.of("").toAbsolutePath();
    List<Shipped> shipped = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        Path shown = file.startsWith(here) ? here.relativize(file) : file;
        shipped.add(new Shipped(shown, question(file)));
      }
    }
    return shipped;
  }

  private static String question(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(QUESTION))
          .map(line -> line.substring(QUESTION.length()).strip())
          .findFirst()
          .orElse("");
    }
  }

  /** Upwards from where the program's classes lie. */
  private static Path folder() {
    try {
      Path at =
          Path.of(
              ShippedScenarios.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = at; folder != null; folder = folder.getParent()) {
        Path scenarios = folder.resolve("scenarios");
        if (Files.exists(scenarios.resolve("quickstart.yaml"))) {
          return scenarios;
        }
      }
      return null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
