package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.chart.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the window remembers from one start to the next.
 *
 * @param theme light or dark
 * @param width px
 * @param height px
 * @param maximised whether it fills the screen
 * @param scenarioFolded whether the scenario pane is folded away beside a sweep
 * @param recent files opened last, the newest first
 */
public record WindowSettings(
    Theme theme,
    double width,
    double height,
    boolean maximised,
    boolean scenarioFolded,
    List<Path> recent) {
  /** What a first start has. */
  public static final WindowSettings FIRST =
      new WindowSettings(Theme.LIGHT, 1440, 900, false, false, List.of());

  private static final int MOST_RECENT = 8;
  private static final double LEAST = 400;
  private static final double MOST = 10_000;

  /** Keeps a copy. */
  public WindowSettings {
    recent = List.copyOf(recent);
  }

  /** With another theme. */
  public WindowSettings withTheme(Theme other) {
    return new WindowSettings(other, width, height, maximised, scenarioFolded, recent);
  }

  /** With another size. */
  public WindowSettings withSize(double wide, double high, boolean isMaximised) {
    return new WindowSettings(theme, wide, high, isMaximised, scenarioFolded, recent);
  }

  /** With the scenario pane folded away, or back. */
  public WindowSettings withScenarioFolded(boolean folded) {
    return new WindowSettings(theme, width, height, maximised, folded, recent);
  }

  /** With a file as the newest. */
  public WindowSettings withRecent(Path file) {
    List<Path> files = new ArrayList<>(List.of(file));
    recent.stream().filter(other -> !other.equals(file)).forEach(files::add);
    return new WindowSettings(
        theme,
        width,
        height,
        maximised,
        scenarioFolded,
        files.subList(0, Math.min(MOST_RECENT, files.size())));
  }

  /** With no files opened before. */
  public WindowSettings withoutRecent() {
    return new WindowSettings(theme, width, height, maximised, scenarioFolded, List.of());
  }

  /** What a file remembers; {@link #FIRST} for whatever it does not say, or says wrongly. */
  static WindowSettings read(Path file) {
    Properties kept = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      kept.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return FIRST;
    }
    List<Path> files = new ArrayList<>();
    for (int at = 0; at < MOST_RECENT; at++) {
      path(kept.getProperty("recent." + at)).ifPresent(files::add);
    }
    return new WindowSettings(
        "dark".equals(kept.getProperty("theme")) ? Theme.DARK : Theme.LIGHT,
        length(kept.getProperty("width"), FIRST.width()),
        length(kept.getProperty("height"), FIRST.height()),
        Boolean.parseBoolean(kept.getProperty("maximised")),
        Boolean.parseBoolean(kept.getProperty("scenario.folded")),
        files);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.ofNullable(text).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static double length(String text, double otherwise) {
    try {
      double length = text == null ? otherwise : Double.parseDouble(text);
      return length >= LEAST && length <= MOST ? length : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  void write(Path file) throws IOException {
    Properties kept = new Properties();
    kept.setProperty("theme", theme == Theme.DARK ? "dark" : "light");
    kept.setProperty("width", Double.toString(width));
    kept.setProperty("height", Double.toString(height));
    kept.setProperty("maximised", Boolean.toString(maximised));
    kept.setProperty("scenario.folded", Boolean.toString(scenarioFolded));
    for (int at = 0; at < recent.size(); at++) {
      kept.setProperty("recent." + at, recent.get(at).toString());
    }
    StringWriter text = new StringWriter();
    kept.store(text, null);
    SafeFile.write(file, out -> out.write(text.toString().getBytes(SafeFile.TEXT)));
  }

  /** Where a system keeps such things. */
  public static Path usualFile(Map<String, String> environment, String home) {
    String folder = environment.get("XDG_CONFIG_HOME");
    if (folder == null || folder.isBlank()) {
      folder = environment.get("APPDATA");
    }
    Path base = folder == null || folder.isBlank() ? Path.of(home, ".config") : Path.of(folder);
    return base.resolve("foretoken").resolve("window.properties");
  }
}
