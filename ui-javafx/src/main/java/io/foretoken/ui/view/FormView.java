package io.foretoken.ui.view;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.ui.viewmodel.FormField;
import io.foretoken.ui.viewmodel.ScenarioDocument;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The fields of the scenario, as the picture has them: two wide ones, then rows. */
final class FormView {
  private final VBox node = new VBox();
  private final Map<FormField.Key, FieldView> fields = new EnumMap<>(FormField.Key.class);

  FormView(ScenarioDocument document, Catalog catalog) {
    node.getStyleClass().add("form");
    for (FormField.Key key : FormField.Key.values()) {
      fields.put(key, new FieldView(key, document, catalog));
    }
    node.getChildren()
        .addAll(
            fields.get(FormField.Key.MODEL).node(),
            fields.get(FormField.Key.GPU).node(),
            row(FormField.Key.REPLICAS, FormField.Key.TENSOR, FormField.Key.ENGINE),
            row(FormField.Key.BATCH_LIMIT, FormField.Key.RATE, FormField.Key.PRICE),
            row(FormField.Key.INPUT, FormField.Key.OUTPUT),
            row(FormField.Key.SLO_TTFT, FormField.Key.SLO_TPOT));
    Live.draw(document.state(), this::draw);
  }

  VBox node() {
    return node;
  }

  private HBox row(FormField.Key... keys) {
    HBox row = new HBox();
    row.getStyleClass().add("form-row");
    for (FormField.Key key : keys) {
      VBox field = fields.get(key).node();
      field.setPrefWidth(1);
      HBox.setHgrow(field, Priority.ALWAYS);
      row.getChildren().add(field);
    }
    return row;
  }

  private void draw(ScenarioState state) {
    // A form of an older text would write into a newer one.
    if (state.checkedRevision() == state.revision()) {
      state.form().forEach(field -> fields.get(field.key()).draw(field));
    }
  }
}
