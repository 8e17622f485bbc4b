package io.foretoken.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.ui.WindowTest;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

/** Keys that work everywhere in the window, and the two screens below the others in the rail. */
class KeysTest extends WindowTest {
  private static final Path SCENARIO = Path.of("..", "scenarios", "quickstart.yaml");

  private void open() {
    workspace.open(SCENARIO);
    await("the scenario is checked", () -> workspace.document().state().get().valid().isPresent());
  }

  private void screen(String name) {
    onWindow(
        () -> {
          workspace.screen().set(name);
          return null;
        });
    settle();
  }

  @Test
  void wordsAreFoundInTheText() {
    open();
    screen("Scenario");
    CodeArea text = node(CodeArea.class, "text");
    robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
    settle();
    robot.write("POISSON");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    settle();
    String selected = onWindow(text::getSelectedText);
    assertThat(selected).isEqualTo("poisson");
    assertThat(onWindow(() -> shows("1 of 1"::equals))).isTrue();
    keepPictures("scenario-find");
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    settle();
    assertThat(onWindow(() -> node(TextField.class, "find").getParent().isVisible())).isFalse();
  }

  /** No other key begins with these letters. */
  @Test
  void theOnlyWordThatFitsIsTaken() {
    open();
    screen("Scenario");
    CodeArea text = node(CodeArea.class, "text");
    onWindow(
        () -> {
          text.requestFocus();
          text.appendText("\npric");
          text.moveTo(text.getLength());
          return null;
        });
    robot.press(KeyCode.CONTROL, KeyCode.SPACE).release(KeyCode.SPACE, KeyCode.CONTROL);
    settle();
    String now = onWindow(text::getText);
    assertThat(now).endsWith("\nprices: ");
  }

  @Test
  void allKeysAreListed() {
    open();
    robot.press(KeyCode.F1).release(KeyCode.F1);
    settle();
    assertThat(onWindow(() -> shows("Chart: pin the point"::equals))).isTrue();
    assertThat(onWindow(() -> shows("Find a command"::equals))).isTrue();
    keepPictures("keys");
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    settle();
    assertThat(onWindow(() -> scene.lookup("#key-help").isVisible())).isFalse();
  }

  /** From the rail to the form and the text, to the sweep, to the bar, and on to the rail. */
  @Test
  void theKeyboardGoesFromPaneToPane() {
    open();
    screen("Sweep");
    onWindow(
        () -> {
          scene.lookup("#rail-Sweep").requestFocus();
          return null;
        });
    for (int pane = 0; pane < 4; pane++) {
      Node before = onWindow(scene::getFocusOwner);
      robot.press(KeyCode.F6).release(KeyCode.F6);
      settle();
      assertThat(onWindow(scene::getFocusOwner)).isNotSameAs(before);
    }
    String last = onWindow(() -> scene.getFocusOwner().getId());
    assertThat(last).startsWith("rail-");
  }

  @Test
  void theCatalogueIsSearchedAndAnEntryTaken() {
    open();
    screen("Catalogue");
    onWindow(
        () -> {
          node(TextField.class, "catalogue-find").setText("h200 sxm");
          return null;
        });
    TableView<?> table = node(TableView.class, "catalogue");
    assertThat(onWindow(() -> table.getItems().size())).isEqualTo(1);
    onWindow(
        () -> {
          table.getSelectionModel().select(0);
          return null;
        });
    keepPictures("catalogue");
    press("catalogue-use");
    await(
        "the scenario has it",
        () -> workspace.document().state().get().text().contains("gpu: h200"));
    onWindow(
        () -> {
          node(ToggleButton.class, "catalogue-MODELS").fire();
          node(TextField.class, "catalogue-find").clear();
          return null;
        });
    settle();
    keepPictures("catalogue-models");
  }

  @Test
  void theThemeIsSet() {
    open();
    screen("Settings");
    onWindow(
        () -> {
          node(ToggleButton.class, "theme-dark").fire();
          return null;
        });
    settle();
    assertThat(workspace.settings().get().theme().name()).isEqualTo("DARK");
    keepPictures("settings");
    assertThat(onWindow(() -> shows("quickstart.yaml"::equals))).isTrue();
    press("forget-recent");
    await("they are forgotten", () -> workspace.settings().get().recent().isEmpty());
  }
}
