package io.foretoken.ui.view.plan;

import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.plan.PlanField;
import io.foretoken.ui.viewmodel.plan.PlanModel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One field of the question: a label, and a value with its unit or a choice. */
final class PlanFieldView {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final PlanModel model;
  private final PlanField.Key key;
  private final Label label = Parts.shrinking("", "field-label");
  private final Label unit = Parts.label("", "unit");
  private final TextField text = new TextField();
  private final ComboBox<String> choice = new ComboBox<>();
  private final StackPane value = new StackPane(text, unit, choice);
  private final Tooltip problem = new Tooltip();
  private final VBox node = new VBox(4, label, value);
  private String shown = "";
  private boolean isDrawing;

  PlanFieldView(PlanModel model, PlanField.Key key) {
    this.model = model;
    this.key = key;
    StackPane.setAlignment(unit, Pos.CENTER_RIGHT);
    unit.setMouseTransparent(true);
    text.setId("plan-" + key);
    choice.setId("plan-choice-" + key);
    choice.setMaxWidth(Double.MAX_VALUE);
    text.setOnAction(event -> typed());
    text.focusedProperty()
        .addListener(
            (property, before, now) -> {
              if (!now) {
                typed();
              }
            });
    choice.setOnAction(event -> chosen());
    label.setLabelFor(text);
    node.getStyleClass().add("field");
    node.setMinWidth(0);
  }

  VBox node() {
    return node;
  }

  void draw(PlanField field) {
    isDrawing = true;
    label.setText(field.label());
    boolean isChoice = !field.choices().isEmpty();
    Parts.show(choice, isChoice);
    Parts.show(text, !isChoice);
    Parts.show(unit, !isChoice);
    unit.setText(field.unit());
    text.setPromptText(field.placeholder());
    // What is being typed is newer than any snapshot.
    if (!text.isFocused() && !text.getText().equals(field.value())) {
      text.setText(field.value());
    }
    shown = field.value();
    if (isChoice) {
      label.setLabelFor(choice);
      if (!choice.getItems().equals(field.choices())) {
        choice.getItems().setAll(field.choices());
      }
      choice.setValue(field.value());
    }
    node.setDisable(!field.isOpen());
    boolean isWrong = field.problem().isPresent();
    label.pseudoClassStateChanged(WRONG, isWrong);
    text.pseudoClassStateChanged(WRONG, isWrong);
    field.problem().ifPresent(problem::setText);
    text.setTooltip(isWrong ? problem : null);
    isDrawing = false;
  }

  private void typed() {
    if (!isDrawing && !text.getText().strip().equals(shown)) {
      model.set(key, text.getText());
    }
  }

  private void chosen() {
    if (!isDrawing && choice.getValue() != null && !choice.getValue().equals(shown)) {
      model.set(key, choice.getValue());
    }
  }
}
