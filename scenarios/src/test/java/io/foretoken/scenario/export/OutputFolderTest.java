package io.foretoken.scenario.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final Origin ORIGIN = Origin.argument("--out out");

  @TempDir private Path parent;
  private Path target;

  @BeforeEach
  void name() {
    target = parent.resolve("out");
  }

  private OutputFolder open(boolean force) {
    return OutputFolder.open(target, force, ORIGIN);
  }

  private void publish(String summary, boolean force) {
    try (OutputFolder folder = open(force)) {
      folder.write(ResultFile.SUMMARY, out -> out.write(summary));
      folder.publish();
    }
  }

  @Test
  void aNewFolderAppearsCompleteOrNotAtAll() throws IOException {
    try (OutputFolder folder = open(false)) {
      folder.write(ResultFile.SUMMARY, out -> out.write("{\"µ\": 1}\n"));
      try (Writer rows = folder.open(ResultFile.REQUESTS)) {
        rows.write("id\n");
      }
      assertThat(target).doesNotExist();

      folder.publish();
    }

    assertThat(parent).isDirectoryContaining(path -> path.equals(target));
    assertThat(names(parent)).containsExactly("out");
    assertThat(names(target)).containsExactly("requests.csv", "summary.json");
    assertThat(target.resolve("summary.json")).hasContent("{\"µ\": 1}");
  }

  @Test
  void whoeverMayReadAFolderMadeThereMayReadTheResults() throws IOException {
    assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path sibling = Files.createDirectory(parent.resolve("sibling"));

    publish("{}", false);

    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(sibling));
  }

  @Test
  void whatIsNotPublishedLeavesNothingBehind() throws IOException {
    try (OutputFolder folder = open(false)) {
      folder.write(ResultFile.SUMMARY, out -> out.write("{}"));
      assertThat(names(parent)).hasSize(1);
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void anEmptyFolderIsUsedAndStaysTheSameFolder() throws IOException {
    Files.createDirectory(target);
    Object before = Files.getAttribute(target, "unix:ino");

    publish("{}", false);

    assertThat(names(target)).containsExactly("summary.json");
    assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(before);
  }

  @Test
  void anEmptyFolderIsEmptyAgainAfterAFailure() throws IOException {
    Files.createDirectory(target);
    try (OutputFolder folder = open(false)) {
      folder.write(ResultFile.SUMMARY, out -> out.write("{}"));
    }
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void resultsAreNotReplacedUnlessAskedTo() {
    publish("first", false);

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(false))
        .withMessageContaining("--out out: " + target + " holds results already: summary.json")
        .withMessageContaining("--force");
    assertThat(target.resolve("summary.json")).hasContent("first");
  }

  @Test
  void forceReplacesAllResultsAlsoThoseThatTheNewRunDoesNotHave() throws IOException {
    publish("first", false);
    Files.writeString(target.resolve("cost.csv"), "old");

    publish("second", true);

    assertThat(names(target)).containsExactly("summary.json");
    assertThat(target.resolve("summary.json")).hasContent("second");
  }

  @Test
  void aFailedRunWithForceKeepsTheOldResults() throws IOException {
    publish("first", false);
    try (OutputFolder folder = open(true)) {
      folder.write(ResultFile.SUMMARY, out -> out.write("half"));
    }
    assertThat(names(target)).containsExactly("summary.json");
    assertThat(target.resolve("summary.json")).hasContent("first");
  }

  @Test
  void oldResultsComeBackWhenNewOnesCannotBePutInPlace() throws IOException {
    publish("first", false);
    OutputFolder folder = open(true);
    folder.write(ResultFile.SUMMARY, out -> out.write("second"));
    folder.write(ResultFile.REQUESTS, out -> out.write("rows"));
    // A folder of the same name that nobody can move a file onto, made after the check.
    Files.createDirectories(partial(target).resolve("old").resolve("in the way"));

    assertThatExceptionOfType(BadInputException.class).isThrownBy(folder::publish);
    folder.close();

    assertThat(names(target)).containsExactly("summary.json");
    assertThat(target.resolve("summary.json")).hasContent("first");
  }

  @Test
  void filesOfSomebodyElseAreNeverTouched() throws IOException {
    publish("first", false);
    Files.writeString(target.resolve("thesis.tex"), "years of work");

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(true))
        .withMessageContaining("holds other files than results: thesis.tex");
    assertThat(names(target)).containsExactly("summary.json", "thesis.tex");
  }

  @Test
  void whatAKilledRunLeftBehindDoesNotCount() throws IOException {
    Files.createDirectories(target.resolve(".foretoken-partial-123"));

    publish("{}", false);

    assertThat(target.resolve("summary.json")).exists();
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Files.writeString(target, "precious");

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(true))
        .withMessageContaining(target + " is a file");
    assertThat(target).hasContent("precious");
  }

  @Test
  void aMissingParentIsNamedWithTheCommandThatMakesIt() {
    target = parent.resolve("no").resolve("out");

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(false))
        .withMessageContaining("there is no folder " + parent.resolve("no"))
        .withMessageContaining("mkdir -p " + parent.resolve("no"));
  }

  @Test
  void aFolderThatCannotBeWrittenToIsRefused() {
    // Not even root may make a folder in /sys.
    target = Path.of("/sys/foretoken-out");
    assumeTrue(Files.isDirectory(target.getParent()), "needs Linux's /sys");

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(false))
        .withMessageContaining("/sys cannot be written to: ");
  }

  @Test
  void contentThatCannotBeWrittenIsReportedWithTheFile() throws IOException {
    try (OutputFolder folder = open(false)) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(
              () ->
                  folder.write(
                      ResultFile.COST,
                      out -> {
                        throw new IOException("No space left on device");
                      }))
          .withMessageContaining(
              target.resolve("cost.csv") + " cannot be written: No space left on device");
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void afterDiscardNothingCanBeWrittenOrPublished() {
    OutputFolder folder = open(false);
    folder.discard();

    assertThatThrownBy(() -> folder.open(ResultFile.COST))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(folder::publish).isInstanceOf(CancellationException.class);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void discardAfterPublishKeepsTheResults() {
    OutputFolder folder = open(false);
    folder.write(ResultFile.COST, out -> out.write("1"));
    folder.publish();
    folder.discard();

    assertThat(target.resolve("cost.csv")).hasContent("1");
  }

  @Test
  void aFolderThatAppearsMeanwhileIsNotOverwritten() throws IOException {
    try (OutputFolder folder = open(false)) {
      folder.write(ResultFile.COST, out -> out.write("mine"));
      Files.createDirectory(target);
      Files.writeString(target.resolve("cost.csv"), "theirs");

      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(folder::publish)
          .withMessageContaining("something else has written there meanwhile");
    }
    assertThat(names(parent)).containsExactly("out");
    assertThat(target.resolve("cost.csv")).hasContent("theirs");
  }

  private static Path partial(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> path.getFileName().toString().startsWith(".foretoken-partial-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }
}
