package io.foretoken.ui.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.ui.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioDocumentTest {
  private static final String TEXT =
      """
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100-sxm-80gb}]
      workload:
        arrivals: {process: poisson, rate: 2/s}
        input_tokens: 500
        output_tokens: 100
      stop: {duration: 1min}
      """;

  private final Workspace workspace = new Workspace(Optional.empty(), "test");
  private final ScenarioDocument document = workspace.document();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    workspace.close();
  }

  private ScenarioState state() {
    return document.state().get();
  }

  private void checked() {
    Eventually.holds("checked", () -> state().checkedRevision() == state().revision());
  }

  @Test
  void aWrongTextKeepsTheLastThatCouldRun() {
    document.begin(TEXT);
    checked();
    assertThat(state().problems()).isEmpty();

    document.edit(TEXT.replace("gpu: h100-sxm-80gb", "gpu: h100-sxm-80bg"));
    checked();

    assertThat(state().problems()).hasSize(1);
    assertThat(state().problems().get(0).origin().line()).isEqualTo(2);
    assertThat(state().showsOlderText()).isTrue();
    assertThat(state().valid().orElseThrow().run().facts().gpu()).isEqualTo("h100-sxm-80gb");
    Fix fix = Fix.of(state().problems().get(0), state().text()).orElseThrow();
    assertThat(fix.applied(state().text())).isEqualTo(TEXT);
  }

  @Test
  void aModelThatDoesNotFitIsShownAsShortOfMemory() {
    document.begin(TEXT.replace("llama-3.1-8b", "llama-3.1-70b"));
    checked();

    // 70.6 billion weights of 2 bytes are 131 GiB, on a card of 80.
    MemoryShares memory = state().memory().orElseThrow();
    assertThat(memory.fits()).isFalse();
    assertThat(memory.weights()).isBetween(130.0, 133.0);
    assertThat(memory.shortBy()).isGreaterThan(50);
  }

  @Test
  void aFieldWritesItsUnitIntoTheText() {
    document.begin(TEXT);
    checked();
    FormField rate =
        state().form().stream()
            .filter(field -> field.key() == FormField.Key.RATE)
            .findFirst()
            .orElseThrow();
    assertThat(rate.value()).isEqualTo("2");

    document.set(rate.path(), ScenarioForm.written(rate, "6.5"));
    assertThat(state().text()).isEqualTo(TEXT.replace("rate: 2/s", "rate: 6.5/s"));

    document.undo();
    assertThat(state().text()).isEqualTo(TEXT);
  }

  @Test
  void aFileIsSavedAndOneThatCannotBeSaysWhy() throws IOException {
    document.begin(TEXT);
    Path file = folder.resolve("mine.yaml");
    document.save(file);
    Eventually.holds("saved", () -> !state().edited());
    assertThat(Files.readString(file)).isEqualTo(TEXT);

    Path taken = Files.createFile(folder.resolve("taken"));
    document.save(taken.resolve("mine.yaml"));
    Eventually.holds(
        "refused",
        () -> workspace.notices().newest().get().map(Notices.Notice::isProblem).orElse(false));
    assertThat(workspace.notices().newest().get().orElseThrow().words())
        .contains("mine.yaml cannot be written");
  }

  @Test
  void aSavedFileMayBeReadByWhoeverMayReadOthersAndALinkStaysOne() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path real = Files.createDirectory(folder.resolve("real"));
    Path target = real.resolve("mine.yaml");
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("real", "mine.yaml"));
    Path way = Files.createSymbolicLink(folder.resolve("way"), real);
    document.begin(TEXT);
    for (Path file : new Path[] {link, way.resolve("second.yaml")}) {
      document.edit(state().text() + "# once more\n");
      document.save(file);
      Eventually.holds("saved", () -> !state().edited());
    }

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(target).hasContent(TEXT + "# once more\n");
    assertThat(real.resolve("second.yaml")).hasContent(TEXT + "# once more\n".repeat(2));
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(plain));
    try (Stream<Path> left = Files.list(real)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void settingsAreRememberedAndDamagedOnesForgotten() throws IOException {
    Path file = folder.resolve("window.properties");
    WindowSettings changed =
        WindowSettings.FIRST
            .withTheme(io.foretoken.scenario.chart.Theme.DARK)
            .withSize(1200, 800, false)
            .withRecent(Path.of("/a.yaml"))
            .withRecent(Path.of("/b.yaml"));
    changed.write(file);

    assertThat(WindowSettings.read(file)).isEqualTo(changed);
    assertThat(changed.recent()).containsExactly(Path.of("/b.yaml"), Path.of("/a.yaml"));

    Files.writeString(file, "theme=dark\nwidth=wide\nheight=-3\n");
    assertThat(WindowSettings.read(file).width()).isEqualTo(WindowSettings.FIRST.width());
    assertThat(WindowSettings.read(folder.resolve("none"))).isEqualTo(WindowSettings.FIRST);
  }
}
