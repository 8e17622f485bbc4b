package io.foretoken.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** All keys of the screen that is shown, over the window. */
final class KeyHelp {
  private static final int ROWS = 14;
  private static final List<List<String>> OTHERS =
      List.of(
          List.of("← → Home End", "Chart: point before, next, first, last"),
          List.of("Space", "Chart: pin the point"),
          List.of("Enter", "Chart, table: open the point in Run"),
          List.of("T", "Chart: show as a table"),
          List.of("← → PgUp PgDn", "Slider: one step, ten steps"),
          List.of("Backspace", "Slider: the scenario's value"));

  private final Supplier<List<Action>> actions;
  private final VBox box = new VBox(10);
  private Node focusBefore;

  KeyHelp(Supplier<List<Action>> actions) {
    this.actions = actions;
    box.getStyleClass().addAll("command-search", "key-help");
    box.setId("key-help");
    box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    box.setFocusTraversable(true);
    StackPane.setAlignment(box, Pos.CENTER);
    Parts.show(box, false);
  }

  Node node() {
    return box;
  }

  boolean isOpen() {
    return box.isVisible();
  }

  void toggle() {
    if (isOpen()) {
      Parts.show(box, false);
      if (focusBefore != null) {
        focusBefore.requestFocus();
      }
      return;
    }
    focusBefore = box.getScene().getFocusOwner();
    draw();
    Parts.show(box, true);
    box.requestFocus();
  }

  private void draw() {
    List<List<String>> lines = new ArrayList<>();
    for (Action action : actions.get()) {
      action
          .key()
          .ifPresent(key -> lines.add(List.of(Keys.words(key.getDisplayText()), action.name())));
    }
    lines.addAll(OTHERS);
    HBox columns = new HBox(28);
    for (int from = 0; from < lines.size(); from += ROWS) {
      columns.getChildren().add(column(lines.subList(from, Math.min(lines.size(), from + ROWS))));
    }
    Label title = Parts.label("Keys", "pane-title");
    HBox head =
        new HBox(
            8, title, Parts.spring(), Parts.link("Close", this::toggle), Parts.label("Esc", "key"));
    head.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().setAll(head, columns);
  }

  private static GridPane column(List<List<String>> lines) {
    GridPane grid = new GridPane();
    grid.setHgap(12);
    grid.setVgap(5);
    for (int row = 0; row < lines.size(); row++) {
      grid.addRow(
          row,
          Parts.label(lines.get(row).get(0), "small", "strong"),
          Parts.label(lines.get(row).get(1), "small", "quiet"));
    }
    return grid;
  }
}
