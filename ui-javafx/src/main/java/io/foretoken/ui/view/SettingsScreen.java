package io.foretoken.ui.view;

import io.foretoken.scenario.chart.Theme;
import io.foretoken.ui.viewmodel.WindowSettings;
import io.foretoken.ui.viewmodel.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What the window remembers, and can be told. */
final class SettingsScreen implements Screen {
  private static final double WIDTH = 520;

  private final Workspace workspace;
  private final ToggleButton light = new ToggleButton("Light");
  private final ToggleButton dark = new ToggleButton("Dark");
  private final CheckBox pane = new CheckBox("Scenario pane beside a sweep");
  private final VBox recent = new VBox(4);
  private final Button forget;
  private final VBox content;

  SettingsScreen(Workspace workspace) {
    this.workspace = workspace;
    ToggleGroup group = new ToggleGroup();
    light.setId("theme-light");
    dark.setId("theme-dark");
    light.setOnAction(event -> setTheme(Theme.LIGHT));
    dark.setOnAction(event -> setTheme(Theme.DARK));
    pane.setId("scenario-pane-shown");
    pane.setOnAction(
        event -> workspace.settings().update(now -> now.withScenarioFolded(!pane.isSelected())));
    forget =
        Parts.link("Forget them", () -> workspace.settings().update(WindowSettings::withoutRecent));
    forget.setId("forget-recent");
    content =
        new VBox(
            10,
            Parts.label("Settings", "pane-title"),
            card(
                "Appearance",
                line("Theme", Parts.segments(group, light, dark), Keys.words("Ctrl Shift L")),
                line("", pane, Keys.words("Ctrl B"))),
            card("Recent scenarios", recent, forget),
            card("About", about("Foretoken " + workspace.version()), about(kept())));
    content.getStyleClass().add("screen");
    content.setMinSize(0, 0);
    Live.draw(workspace.settings(), this::draw);
  }

  private static VBox card(String title, Node... lines) {
    VBox card = Parts.card(Parts.label(title, "card-title"));
    card.getChildren().addAll(lines);
    card.setSpacing(8);
    card.setMaxWidth(WIDTH);
    return card;
  }

  private static HBox line(String name, Node control, String key) {
    HBox line = new HBox(10, Parts.label(name), control, Parts.spring(), Parts.label(key, "key"));
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private static Node about(String words) {
    return Parts.shrinking(words, "small", "quiet");
  }

  private String kept() {
    return workspace
        .settingsFile()
        .map(file -> "Size, theme and recent files are kept in " + file)
        .orElse("Size, theme and recent files are not kept");
  }

  private void setTheme(Theme theme) {
    workspace.settings().update(now -> now.withTheme(theme));
  }

  private void draw(WindowSettings settings) {
    light.setSelected(settings.theme() == Theme.LIGHT);
    dark.setSelected(settings.theme() == Theme.DARK);
    pane.setSelected(!settings.scenarioFolded());
    List<Node> files = new ArrayList<>();
    for (Path file : settings.recent()) {
      Button open = Parts.link(file.getFileName().toString(), () -> workspace.open(file));
      HBox line = new HBox(8, open, Parts.shrinking(String.valueOf(file.getParent()), "facts"));
      line.setAlignment(Pos.CENTER_LEFT);
      files.add(line);
    }
    if (files.isEmpty()) {
      files.add(about("None yet"));
    }
    recent.getChildren().setAll(files);
    Parts.show(forget, !settings.recent().isEmpty());
  }

  @Override
  public String name() {
    return "Settings";
  }

  @Override
  public Ikon icon() {
    return Feather.SLIDERS;
  }

  @Override
  public boolean isAside() {
    return true;
  }

  @Override
  public ScenarioPlace scenarioPlace() {
    return ScenarioPlace.AWAY;
  }

  @Override
  public Region content() {
    return content;
  }

  @Override
  public Optional<Region> status() {
    return Optional.empty();
  }

  @Override
  public List<Export> exports() {
    return List.of();
  }

  @Override
  public Optional<String> commandLine() {
    return Optional.empty();
  }

  @Override
  public List<Action> actions() {
    return List.of();
  }
}
