package io.foretoken.ui.view;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The scenario: a form and a text that edit each other, and what is wrong with them. */
final class ScenarioPane {
  private static final double NARROW = 352;

  private final StackPane node = new StackPane();
  private final VBox pane = new VBox();
  private final HBox wide = new HBox();
  private final ToggleButton formOnly = new ToggleButton("Form");
  private final ToggleButton both = new ToggleButton("Both");
  private final ToggleButton textOnly = new ToggleButton("Text");
  private final HBox segments;
  private final FormView form;
  private final MemoryView memory;
  private final VBox fields;
  private final ScrollPane scrolled;
  private final TextEditor editor;
  private final ProblemLine problems;
  private final Region welcome;
  private boolean isWide;

  ScenarioPane(Workspace workspace, Dialogs dialogs) {
    form = new FormView(workspace.document(), Catalog.shipped());
    memory = new MemoryView(workspace.document().state());
    editor = new TextEditor(workspace.document());
    problems = new ProblemLine(workspace.document(), editor);
    welcome = new Welcome(workspace, dialogs).node();
    ToggleGroup group = new ToggleGroup();
    segments = Parts.segments(group, formOnly, both, textOnly);
    both.setSelected(true);
    group.selectedToggleProperty().addListener((property, before, now) -> arrange());
    fields = new VBox(form.node(), memory.node());
    fields.getStyleClass().add("fields");
    scrolled = new ScrollPane();
    scrolled.setFitToWidth(true);
    scrolled.getStyleClass().add("form-scroll");
    pane.getStyleClass().add("scenario-pane");
    node.getChildren().addAll(pane, welcome);
    arrange();
    Live.draw(workspace.document().state(), this::draw);
  }

  StackPane node() {
    return node;
  }

  /** As a screen of its own, or as a pane beside one. */
  void widen(boolean asScreen) {
    if (asScreen != isWide || pane.getChildren().isEmpty()) {
      isWide = asScreen;
      arrange();
    }
  }

  List<Action> actions() {
    return problems.actions();
  }

  /** Opens the search in the text, which is shown for it. */
  void find() {
    showText();
    editor.find();
  }

  /** Offers what could be written at the caret. */
  void complete() {
    showText();
    editor.complete();
  }

  boolean isFinding() {
    return editor.isFinding();
  }

  void stopFinding() {
    editor.stopFinding();
  }

  private void showText() {
    if (!isWide && formOnly.isSelected()) {
      both.setSelected(true);
    }
  }

  private void draw(ScenarioState state) {
    Parts.show(pane, state.isOpen());
    Parts.show(welcome, !state.isOpen());
  }

  private void arrange() {
    HBox title = new HBox(Parts.label("Scenario", "pane-title"), Parts.spring(), segments);
    title.setAlignment(Pos.CENTER_LEFT);
    Parts.show(segments, !isWide);
    pane.getChildren().clear();
    wide.getChildren().clear();
    scrolled.setContent(null);
    pane.getChildren().add(title);
    if (isWide) {
      scrolled.setContent(fields);
      scrolled.setMinWidth(NARROW + 48);
      scrolled.setMaxWidth(NARROW + 48);
      wide.getChildren().addAll(scrolled, editor.node());
      wide.setSpacing(16);
      HBox.setHgrow(editor.node(), Priority.ALWAYS);
      VBox.setVgrow(wide, Priority.ALWAYS);
      pane.getChildren().add(wide);
    } else {
      scrolled.setMinWidth(0);
      scrolled.setMaxWidth(Double.MAX_VALUE);
      if (formOnly.isSelected()) {
        scrolled.setContent(fields);
        VBox.setVgrow(scrolled, Priority.ALWAYS);
        pane.getChildren().add(scrolled);
      } else if (both.isSelected()) {
        pane.getChildren().add(fields);
      }
      if (!formOnly.isSelected()) {
        VBox.setVgrow(editor.node(), Priority.ALWAYS);
        pane.getChildren().add(editor.node());
      }
    }
    pane.getChildren().add(problems.node());
    double width = isWide ? Region.USE_COMPUTED_SIZE : NARROW;
    node.setMinWidth(isWide ? 0 : NARROW);
    node.setPrefWidth(width);
    node.setMaxWidth(isWide ? Double.MAX_VALUE : NARROW);
  }
}
