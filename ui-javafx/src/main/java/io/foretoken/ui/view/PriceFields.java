package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.CostState;
import io.foretoken.ui.viewmodel.CostViewModel;
import io.foretoken.ui.viewmodel.PriceField;
import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The prices, each taking effect as it is typed. */
final class PriceFields {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final CostViewModel model;
  private final Map<PriceField.Key, Field> fields = new EnumMap<>(PriceField.Key.class);
  private final TextField requests = new TextField();
  private final Button reset;
  private final Button write;
  private final VBox node;
  private boolean isDrawing;

  /** One price. */
  private final class Field {
    private final Label label;
    private final TextField text = new TextField();
    private final Label note = new Label();
    private final VBox box;

    Field(PriceField.Key key) {
      label = Parts.label(key.label(), "field-label");
      label.setLabelFor(text);
      text.setId("price-" + key);
      text.textProperty()
          .addListener(
              (property, before, now) -> {
                if (!isDrawing) {
                  model.set(key, now);
                }
              });
      note.getStyleClass().add("note");
      note.setWrapText(true);
      box = new VBox(4, label, withUnit(text, key.unit()), note);
    }

    void draw(PriceField field) {
      // What is being typed is newer than any snapshot.
      if (!text.isFocused() && !text.getText().strip().equals(field.value())) {
        text.setText(field.value());
      }
      text.setPromptText(field.placeholder());
      text.pseudoClassStateChanged(WRONG, field.problem().isPresent());
      label.pseudoClassStateChanged(WRONG, field.problem().isPresent());
      String said = field.problem().orElse(field.note());
      note.setText(said);
      note.getStyleClass().removeAll("stale", "run-problem");
      if (field.problem().isPresent()) {
        note.getStyleClass().add("run-problem");
      } else if (field.isStale()) {
        note.getStyleClass().add("stale");
      }
      Parts.show(note, !said.isEmpty());
    }
  }

  PriceFields(CostViewModel model) {
    this.model = model;
    node = new VBox(10);
    node.getChildren().add(Parts.label("Prices", "card-title"));
    for (PriceField.Key key : PriceField.Key.values()) {
      Field field = new Field(key);
      fields.put(key, field);
      node.getChildren().add(field.box);
    }
    requests.setId("user-month-requests");
    requests.textProperty().addListener((property, before, now) -> typedRequests(now));
    Label of = Parts.label("A user's requests in a month", "field-label");
    of.setLabelFor(requests);
    node.getChildren().add(new VBox(4, of, withUnit(requests, "requests")));
    reset = Parts.button("Undo the changes", model::reset);
    write = Parts.button("Write into the scenario", model::writeIntoScenario);
    reset.setId("prices-reset");
    write.setId("prices-write");
    node.getChildren().add(new HBox(8, write, reset));
  }

  private static StackPane withUnit(TextField text, String unit) {
    Label words = Parts.label(unit, "unit");
    words.setMouseTransparent(true);
    StackPane box = new StackPane(text, words);
    StackPane.setAlignment(words, Pos.CENTER_RIGHT);
    return box;
  }

  VBox node() {
    return node;
  }

  private void typedRequests(String typed) {
    String digits = typed.replace(",", "").strip();
    boolean isNumber = digits.matches("[1-9]\\d{0,8}");
    requests.pseudoClassStateChanged(WRONG, !isNumber);
    if (isNumber && !isDrawing) {
      model.setUserMonthRequests(Long.parseLong(digits));
    }
  }

  void draw(CostState state) {
    isDrawing = true;
    fields.values().forEach(field -> Parts.show(field.box, false));
    for (PriceField field : state.fields()) {
      Parts.show(fields.get(field.key()).box, true);
      fields.get(field.key()).draw(field);
    }
    if (!requests.isFocused()) {
      requests.setText(Long.toString(state.userMonthRequests()));
    }
    Parts.show(reset, state.hasChanges());
    Parts.show(write, state.hasChanges());
    isDrawing = false;
  }
}
