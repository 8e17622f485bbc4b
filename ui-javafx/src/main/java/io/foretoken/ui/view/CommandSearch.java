package io.foretoken.ui.view;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Finds what can be done by a few letters of its name. */
final class CommandSearch {
  private static final double WIDTH = 420;
  private static final double ROW = 28;
  private static final int MOST_ROWS = 12;

  private final Supplier<List<Action>> actions;
  private final TextField field = new TextField();
  private final ListView<Action> list = new ListView<>();
  private final VBox box = new VBox(field, list);
  private Node focusBefore;

  CommandSearch(Supplier<List<Action>> actions) {
    this.actions = actions;
    box.getStyleClass().add("command-search");
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    field.setPromptText("What do you want to do?");
    field.setId("command-field");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Cell());
    list.setFocusTraversable(false);
    field.textProperty().addListener((property, before, now) -> find());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setOnMouseClicked(event -> choose());
    StackPane.setAlignment(box, Pos.TOP_CENTER);
    StackPane.setMargin(box, new javafx.geometry.Insets(52, 0, 0, 0));
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
    Parts.show(box, true);
    field.clear();
    find();
    field.requestFocus();
  }

  private void find() {
    String wanted = field.getText().toLowerCase(Locale.ROOT).strip();
    list.getItems()
        .setAll(
            actions.get().stream()
                .filter(action -> !action.name().equals("Close"))
                .filter(action -> action.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList());
    list.setPrefHeight(Math.min(MOST_ROWS, list.getItems().size()) * ROW + 4);
    list.getSelectionModel().selectFirst();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      list.getSelectionModel().selectNext();
      event.consume();
    } else if (event.getCode() == KeyCode.UP) {
      list.getSelectionModel().selectPrevious();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
      choose();
      event.consume();
    }
  }

  private void choose() {
    Action chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      toggle();
      chosen.run().run();
    }
  }

  /** Name on the left, key on the right. */
  private static final class Cell extends ListCell<Action> {
    private final Label name = Parts.shrinking("");
    private final Label key = Parts.label("", "key");
    private final HBox row = new HBox(name, Parts.spring(), key);

    Cell() {
      row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(Action action, boolean empty) {
      super.updateItem(action, empty);
      setGraphic(empty ? null : row);
      if (!empty) {
        name.setText(action.name());
        key.setText(action.key().map(each -> each.getDisplayText()).orElse(""));
      }
    }
  }
}
