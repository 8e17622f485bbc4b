package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of the files themselves, which class files do not show. */
class SourceTreeTest {
  private static final int MAX_LINES = 500;

  private static final Path ROOT = root();

  @Test
  void everyPackageSaysWhatItIsFor() {
    List<Path> packages = mainSources().stream().map(Path::getParent).distinct().sorted().toList();

    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
  }

  @Test
  void noFileIsTooLongToRead() {
    assertThat(sources())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Files.readAllLines(file))
                    .as(ROOT.relativize(file).toString())
                    .hasSizeLessThanOrEqualTo(MAX_LINES));
  }

  private static List<Path> mainSources() {
    Path main = Path.of("src", "main", "java");
    return sources().stream().filter(file -> file.toString().contains(main.toString())).toList();
  }

  private static List<Path> sources() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(SourceTreeTest::javaFiles)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the launcher, upwards from the folder that tests run in. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("foretoken"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
