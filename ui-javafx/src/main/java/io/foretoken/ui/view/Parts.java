package io.foretoken.ui.view;

import atlantafx.base.theme.Styles;
import io.foretoken.ui.viewmodel.Workspace;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** Small controls in the look of the window. */
public final class Parts {
  private Parts() {}

  /** A text with style classes of {@code foretoken.css}. */
  public static Label label(String words, String... classes) {
    Label label = new Label(words);
    label.getStyleClass().addAll(classes);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /** A text that may be cut where there is no room. */
  public static Label shrinking(String words, String... classes) {
    Label label = label(words, classes);
    label.setMinWidth(0);
    return label;
  }

  /** A button that does something. */
  public static Button button(String words, Runnable run) {
    Button button = new Button(words);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> run.run());
    return button;
  }

  /** A button that looks like a link. */
  public static Button link(String words, Runnable run) {
    Button button = button(words, run);
    button.getStyleClass().addAll("link");
    return button;
  }

  /** Takes what room there is. */
  public static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    VBox.setVgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /** A group of toggles of which one is always chosen. */
  public static HBox segments(ToggleGroup group, ToggleButton... toggles) {
    HBox box = new HBox(toggles);
    box.getStyleClass().add("segments");
    for (int at = 0; at < toggles.length; at++) {
      toggles[at].setToggleGroup(group);
      toggles[at]
          .getStyleClass()
          .addAll(
              "segment",
              at == 0
                  ? Styles.LEFT_PILL
                  : at == toggles.length - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
      toggles[at].setMinWidth(Region.USE_PREF_SIZE);
    }
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, now) -> {
              if (now == null && before != null) {
                before.setSelected(true);
              }
            });
    return box;
  }

  /** A white card with content below each other. */
  public static VBox card(Node... content) {
    VBox card = new VBox(content);
    card.getStyleClass().add("card");
    return card;
  }

  /**
   * Two regions beside each other, as high as there is room.
   *
   * @param percent of the width that the first one has
   */
  public static GridPane row(double percent, Region left, Region right) {
    GridPane row = new GridPane();
    row.setHgap(10);
    ColumnConstraints first = new ColumnConstraints();
    first.setPercentWidth(percent);
    ColumnConstraints second = new ColumnConstraints();
    second.setPercentWidth(100 - percent);
    row.getColumnConstraints().setAll(first, second);
    RowConstraints all = new RowConstraints();
    all.setPercentHeight(100);
    row.getRowConstraints().setAll(all);
    row.add(left, 0, 0);
    row.add(right, 1, 0);
    row.setMinSize(0, 0);
    row.setPrefHeight(1);
    VBox.setVgrow(row, Priority.ALWAYS);
    return row;
  }

  /** Whether a node takes part in the layout and is seen. */
  public static void show(Node node, boolean isShown) {
    node.setVisible(isShown);
    node.setManaged(isShown);
  }

  /** Dark where the workspace is. */
  static boolean isDark(Workspace workspace) {
    return workspace.settings().get().theme() == io.foretoken.scenario.chart.Theme.DARK;
  }
}
