package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.chart.Theme;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** All that a window is about: the scenario that is open, and what screens share. */
public final class Workspace implements AutoCloseable {
  private final Notices notices = new Notices();
  private final Background background = new Background(notices::failure);
  private final ScenarioDocument document = new ScenarioDocument(background, notices);
  private final Published<WindowSettings> settings;
  private final Published<String> screen = new Published<>("");
  private final RunViewModel run = new RunViewModel(document, background, screen);
  private final CostViewModel cost = new CostViewModel(document, run, background, LocalDate::now);
  private final Optional<Path> settingsFile;
  private final String version;

  /**
   * A window's workspace.
   *
   * @param settingsFile where the window's state is remembered, if anywhere
   * @param version version of the program
   */
  public Workspace(Optional<Path> settingsFile, String version) {
    this.settingsFile = settingsFile;
    this.version = version;
    settings = new Published<>(settingsFile.map(WindowSettings::read).orElse(WindowSettings.FIRST));
  }

  /** The scenario that is open. */
  public ScenarioDocument document() {
    return document;
  }

  /** Threads for what takes time. */
  public Background background() {
    return background;
  }

  /** What the window has to say. */
  public Notices notices() {
    return notices;
  }

  /** Theme, size and recent files. */
  public Published<WindowSettings> settings() {
    return settings;
  }

  /** Name of the screen that is shown; setting it shows another. */
  public Published<String> screen() {
    return screen;
  }

  /** Shows one point of a sweep in the run screen. */
  public void showRunOf(ScenarioTree point) {
    run.open(ScenarioSource.of(point.root()), point.defaultName());
  }

  /** The run of the scenario, or of a point of a sweep. */
  public RunViewModel run() {
    return run;
  }

  /** What the run costs. */
  public CostViewModel cost() {
    return cost;
  }

  /** Where the window's state is remembered, if anywhere. */
  public Optional<Path> settingsFile() {
    return settingsFile;
  }

  /** Version of the program. */
  public String version() {
    return version;
  }

  /** Opens a scenario file and remembers it. */
  public void open(Path file) {
    settings.update(before -> before.withRecent(file.toAbsolutePath().normalize()));
    document.open(file);
  }

  /** Changes between light and dark. */
  public void toggleTheme() {
    settings.update(
        before -> before.withTheme(before.theme() == Theme.LIGHT ? Theme.DARK : Theme.LIGHT));
  }

  /** Writes a file in the background and says what became of it. */
  public void export(Path file, ExportContent content) {
    export(file, content, () -> {});
  }

  /**
   * The same, with something to do when the file is there.
   *
   * @param then called in the background, only where the file could be written
   */
  public void export(Path file, ExportContent content, Runnable then) {
    background.atLength(
        () -> {
          try {
            SafeFile.write(file, content::write);
            then.run();
            notices.done("Saved " + file.getFileName());
          } catch (IOException e) {
            notices.problem(SafeFile.words(file, e), Optional.of("Save it elsewhere"));
          }
        });
  }

  /** Remembers the window's state and ends the threads. */
  @Override
  public void close() {
    settingsFile.ifPresent(
        path -> {
          try {
            settings.get().write(path);
          } catch (IOException e) {
            // A window that cannot remember its size next time still closes.
            notices.problem(SafeFile.words(path, e), Optional.empty());
          }
        });
    background.close();
  }
}
