package io.foretoken.ui.view.plan;

import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.plan.PlanWords;
import io.foretoken.ui.viewmodel.plan.Planned;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the fleet costs: what is paid, beside what full utilisation would give. */
final class CostCard {
  private static final double ROW = 25;

  private final GridPane grid = new GridPane();
  private final VBox notes = new VBox(4);
  private final VBox node;

  CostCard() {
    grid.setHgap(12);
    ColumnConstraints first = new ColumnConstraints();
    first.setHgrow(Priority.ALWAYS);
    ColumnConstraints number = new ColumnConstraints();
    number.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().setAll(first, number, number);
    ScrollPane scroll = new ScrollPane(new VBox(8, grid, notes));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("form-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    node = Parts.card(Parts.label("What it costs", "card-title"), scroll);
    node.setMinSize(0, 0);
  }

  VBox node() {
    return node;
  }

  /** Before there is a plan. */
  void clear() {
    grid.getChildren().clear();
    notes.getChildren().clear();
    note("Known once there is a fleet.");
  }

  void draw(Planned planned) {
    clear();
    notes.getChildren().clear();
    List<PlanWords.Cost> costs = PlanWords.costs(planned.result());
    if (costs.isEmpty()) {
      note("There is no fleet to pay for.");
    } else {
      grid.add(Parts.label("Paid", "sheet-head"), 1, 0);
      grid.add(Parts.label("Full use", "sheet-head"), 2, 0);
    }
    for (int row = 0; row < costs.size(); row++) {
      PlanWords.Cost cost = costs.get(row);
      String style = row == 0 ? "sheet-strong" : "sheet-cell";
      grid.add(cell(Parts.shrinking(cost.label(), style)), 0, row + 1);
      grid.add(cell(Parts.label(cost.paid(), style)), 1, row + 1);
      grid.add(cell(Parts.label(cost.full(), style)), 2, row + 1);
    }
    String prices = PlanWords.prices(planned.result());
    if (!prices.isEmpty()) {
      note(prices);
    }
    planned.result().notes().forEach(each -> note(PlanWords.sentence(each)));
  }

  private static Label cell(Label label) {
    label.setMinHeight(ROW);
    return label;
  }

  private void note(String words) {
    Label label = Parts.shrinking(words, "note");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    notes.getChildren().add(label);
  }
}
