package io.foretoken.ui.view;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.ui.viewmodel.Choices;
import io.foretoken.ui.viewmodel.FormField;
import io.foretoken.ui.viewmodel.ScenarioDocument;
import io.foretoken.ui.viewmodel.ScenarioForm;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One field of the form: a label, a value with its unit or a choice, facts below. */
final class FieldView {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final VBox node = new VBox();
  private final Label label = Parts.shrinking("", "field-label");
  private final Label unit = Parts.label("", "unit");
  private final Label facts = Parts.shrinking("", "facts");
  private final TextField text = new TextField();
  private final ComboBox<String> choice = new ComboBox<>();
  private final Tooltip problem = new Tooltip();
  private final ScenarioDocument document;
  private FormField shown;
  private boolean isDrawing;

  FieldView(FormField.Key key, ScenarioDocument document, Catalog catalog) {
    this.document = document;
    node.getStyleClass().add("field");
    boolean isChoice =
        key == FormField.Key.MODEL || key == FormField.Key.GPU || key == FormField.Key.ENGINE;
    facts.setWrapText(false);
    if (isChoice) {
      choice.setMaxWidth(Double.MAX_VALUE);
      choice.setVisibleRowCount(12);
      choice.setId("field-" + key);
      List<Choices.Choice> choices =
          switch (key) {
            case MODEL -> Choices.models(catalog);
            case GPU -> Choices.gpus(catalog);
            default -> Choices.engines();
          };
      choice.getItems().setAll(choices.stream().map(Choices.Choice::value).toList());
      choice.setCellFactory(view -> new Cell(choices));
      choice.setOnAction(event -> chosen());
      label.setLabelFor(choice);
      node.getChildren().addAll(label, choice);
      if (key != FormField.Key.ENGINE) {
        node.getChildren().add(facts);
      }
    } else {
      StackPane box = new StackPane(text, unit);
      StackPane.setAlignment(unit, Pos.CENTER_RIGHT);
      unit.setMouseTransparent(true);
      text.setId("field-" + key);
      text.setOnAction(event -> typed());
      text.focusedProperty().addListener((property, before, now) -> left(now));
      label.setLabelFor(text);
      node.getChildren().addAll(label, box);
    }
  }

  VBox node() {
    return node;
  }

  void draw(FormField field) {
    isDrawing = true;
    shown = field;
    label.setText(field.label());
    unit.setText(field.unit().startsWith("/") ? "req" + field.unit() : field.unit());
    facts.setText(field.facts());
    text.setPromptText(field.placeholder());
    if (!text.getText().equals(field.value()) && !text.isFocused()) {
      text.setText(field.value());
    }
    choice.setValue(field.value().isEmpty() ? field.placeholder() : field.value());
    node.setDisable(!field.isOpen());
    boolean isWrong = field.problem().isPresent();
    label.pseudoClassStateChanged(WRONG, isWrong);
    text.pseudoClassStateChanged(WRONG, isWrong);
    choice.pseudoClassStateChanged(WRONG, isWrong);
    field.problem().ifPresent(problem::setText);
    text.setTooltip(isWrong ? problem : null);
    choice.setTooltip(isWrong ? problem : null);
    isDrawing = false;
  }

  private void left(boolean isFocused) {
    if (!isFocused) {
      typed();
    }
  }

  private void typed() {
    String value = text.getText().strip();
    if (!isDrawing && shown != null && !value.isEmpty() && !value.equals(shown.value())) {
      document.set(shown.path(), ScenarioForm.written(shown, value));
    } else if (shown != null && value.isEmpty()) {
      text.setText(shown.value());
    }
  }

  private void chosen() {
    String value = choice.getValue();
    boolean isNew = shown != null && value != null && !value.equals(shown.value());
    if (!isDrawing && isNew && !value.equals(shown.placeholder())) {
      document.set(shown.path(), value);
    }
  }

  /** A name, and its facts in a lighter colour. */
  private static final class Cell extends ListCell<String> {
    private final List<Choices.Choice> choices;
    private final Label name = Parts.label("");
    private final Label about = Parts.label("", "facts");
    private final VBox box = new VBox(name, about);

    Cell(List<Choices.Choice> choices) {
      this.choices = choices;
    }

    @Override
    protected void updateItem(String value, boolean empty) {
      super.updateItem(value, empty);
      setText(null);
      setGraphic(empty ? null : box);
      if (!empty) {
        name.setText(value);
        about.setText(
            choices.stream()
                .filter(each -> each.value().equals(value))
                .map(Choices.Choice::facts)
                .findFirst()
                .orElse(""));
      }
    }
  }
}
