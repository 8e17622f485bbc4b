package io.foretoken.ui.view.plan;

import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.plan.PlanModel;
import io.foretoken.ui.viewmodel.plan.PlanState;
import io.foretoken.ui.viewmodel.plan.PriceRow;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** GPUs that the fleet may have, each with a price that is edited in place. */
final class PriceTable {
  private static final double PRICE_WIDTH = 62;
  private static final double DATE_WIDTH = 76;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass OUT = PseudoClass.getPseudoClass("misses");

  private final PlanModel model;
  private final List<Row> rows = new ArrayList<>();
  private final VBox list = new VBox();
  private final MenuButton add = new MenuButton("Add a GPU");
  private final Label source = Parts.shrinking("", "note");
  private final VBox node;
  private List<String> others = List.of();

  PriceTable(PlanModel model) {
    this.model = model;
    add.setId("plan-add-gpu");
    add.getStyleClass().addAll("link-menu");
    HBox title = new HBox(8, Parts.label("GPUs and prices", "card-title"), Parts.spring(), add);
    title.setAlignment(Pos.CENTER_LEFT);
    Label gpu = Parts.label("GPU", "sheet-head");
    Label price = sized(Parts.label("$ a GPU hour", "sheet-head"), PRICE_WIDTH + 16);
    Label date = sized(Parts.label("As of", "sheet-head"), DATE_WIDTH);
    HBox head = new HBox(gpu, Parts.spring(), price, date);
    head.getStyleClass().add("price-head");
    source.setWrapText(true);
    source.setMinHeight(Label.USE_PREF_SIZE);
    node = new VBox(4, title, new VBox(head, list), source);
  }

  private static Label sized(Label label, double width) {
    label.setMinWidth(width);
    label.setMaxWidth(width);
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }

  VBox node() {
    return node;
  }

  void draw(PlanState state) {
    while (rows.size() > state.prices().size()) {
      rows.remove(rows.size() - 1);
      list.getChildren().remove(rows.size());
    }
    while (rows.size() < state.prices().size()) {
      Row row = new Row();
      rows.add(row);
      list.getChildren().add(row.node);
    }
    for (int at = 0; at < rows.size(); at++) {
      rows.get(at).draw(state.prices().get(at));
    }
    if (!others.equals(state.others())) {
      others = state.others();
      add.getItems().setAll(others.stream().map(this::choice).toList());
    }
    Parts.show(add, !others.isEmpty());
    String words = PriceSources.words(state.prices());
    source.setText(words);
    Parts.show(source, !words.isEmpty());
  }

  private MenuItem choice(String gpu) {
    MenuItem item = new MenuItem(gpu);
    item.setOnAction(event -> model.consider(gpu, true));
    return item;
  }

  /** One GPU and term. */
  private final class Row {
    private final CheckBox taken = new CheckBox();
    private final TextField price = new TextField();
    private final Label date = sized(Parts.label("", "small", "quiet"), DATE_WIDTH);
    private final Tooltip about = new Tooltip();
    private final HBox node;
    private PriceRow shown;
    private boolean isDrawing;

    Row() {
      price.setMinWidth(PRICE_WIDTH);
      price.setMaxWidth(PRICE_WIDTH);
      price.getStyleClass().add("price-cell");
      price.setOnAction(event -> typed());
      price
          .focusedProperty()
          .addListener(
              (property, before, now) -> {
                if (!now) {
                  typed();
                }
              });
      price
          .textProperty()
          .addListener(
              (property, before, now) ->
                  price.pseudoClassStateChanged(WRONG, !now.isBlank() && !PlanModel.isPrice(now)));
      taken.setOnAction(event -> considered());
      taken.setMinWidth(0);
      HBox.setHgrow(taken, Priority.ALWAYS);
      taken.setMaxWidth(Double.MAX_VALUE);
      node = new HBox(taken, price, date);
      node.setAlignment(Pos.CENTER_LEFT);
      node.getStyleClass().add("price-row");
    }

    void draw(PriceRow row) {
      isDrawing = true;
      boolean isOther = shown == null || !isSame(shown, row);
      shown = row;
      taken.setText(row.term().equals("on-demand") ? row.gpu() : row.gpu() + ", " + row.term());
      taken.setSelected(row.isConsidered());
      taken.setId("plan-gpu-" + row.gpu());
      price.setId("plan-price-" + row.gpu() + "-" + row.term());
      price.setDisable(!row.isOpen());
      price.setPromptText("none");
      price.setAccessibleText("US dollars for one hour of " + row.gpu() + ", " + row.term());
      // What is being typed is newer than any snapshot, except where the row is another's now.
      if ((isOther || !price.isFocused()) && !price.getText().equals(row.usd())) {
        price.setText(row.usd());
      }
      date.setText(
          row.usd().isEmpty()
              ? "no price"
              : row.asOf().isEmpty() ? "no date" : (row.isStale() ? "! " : "") + row.asOf());
      date.getStyleClass().remove("stale");
      if (row.isStale()) {
        date.getStyleClass().add("stale");
      }
      about.setText(
          row.isOpen()
              ? row.source()
              : "It differs by period or is given twice: change it in the text");
      price.setTooltip(about.getText().isEmpty() ? null : about);
      node.pseudoClassStateChanged(OUT, !row.isConsidered());
      isDrawing = false;
    }

    private boolean isSame(PriceRow one, PriceRow other) {
      return one.gpu().equals(other.gpu()) && one.term().equals(other.term());
    }

    private void typed() {
      if (isDrawing || shown == null || price.getText().strip().equals(shown.usd())) {
        return;
      }
      if (PlanModel.isPrice(price.getText())) {
        model.setPrice(shown, price.getText());
      } else {
        price.setText(shown.usd());
      }
    }

    private void considered() {
      if (!isDrawing) {
        model.consider(shown.gpu(), taken.isSelected());
        taken.setSelected(
            model.state().get().prices().stream()
                .anyMatch(
                    row -> row.gpu().equals(shown.gpu()) && (taken.isSelected() || isLast())));
      }
    }

    /** Something has to be considered. */
    private boolean isLast() {
      return model.state().get().prices().stream()
              .filter(PriceRow::isConsidered)
              .map(PriceRow::gpu)
              .distinct()
              .count()
          == 1;
    }
  }
}
