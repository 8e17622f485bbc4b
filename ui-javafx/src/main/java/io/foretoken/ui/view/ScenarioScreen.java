package io.foretoken.ui.view;

import java.util.List;
import java.util.Optional;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The scenario pane over the whole window: the form and the text side by side. */
final class ScenarioScreen implements Screen {
  private final Region nothing = new Pane();

  @Override
  public String name() {
    return "Scenario";
  }

  @Override
  public Ikon icon() {
    return Feather.FILE_TEXT;
  }

  @Override
  public ScenarioPlace scenarioPlace() {
    return ScenarioPlace.ALONE;
  }

  @Override
  public Region content() {
    return nothing;
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
