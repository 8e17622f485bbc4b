package io.foretoken.ui.view;

import atlantafx.base.theme.Styles;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.validation.calibrate.CalibratedConstant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What became of every constant; those that the data say nothing of in grey, below. */
final class ConstantTable {
  private static final double ROW = 25;
  private static final PseudoClass KEPT = PseudoClass.getPseudoClass("misses");

  private final TableView<CalibratedConstant> table = new TableView<>();
  private final VBox node;

  ConstantTable() {
    table.setFixedCellSize(ROW);
    table.setId("constants");
    table.getStyleClass().addAll(Styles.DENSE, "points", "constants-table");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Parts.label("Nothing is fitted yet", "small", "quiet"));
    table.setRowFactory(
        view ->
            new TableRow<>() {
              @Override
              protected void updateItem(CalibratedConstant constant, boolean empty) {
                super.updateItem(constant, empty);
                pseudoClassStateChanged(KEPT, !empty && isKept(constant));
              }
            });
    table.getColumns().add(column("Constant", 170, false, CalibratedConstant::path));
    table.getColumns().add(column("Before", 68, true, each -> number(each.before())));
    table.getColumns().add(column("Fitted", 68, true, each -> number(each.value())));
    table
        .getColumns()
        .add(
            column(
                "90 % interval",
                120, true, each -> number(each.low()) + " to " + number(each.high())));
    table.getColumns().add(column("The data", 230, false, ConstantTable::verdict));
    VBox.setVgrow(table, Priority.ALWAYS);
    node = Parts.card(Parts.label("Which constants your files identify", "card-title"), table);
    node.setMinSize(0, 0);
  }

  VBox node() {
    return node;
  }

  void draw(List<CalibratedConstant> constants) {
    table
        .getItems()
        .setAll(
            constants.stream().sorted(Comparator.comparing(CalibratedConstant::standing)).toList());
  }

  private static boolean isKept(CalibratedConstant constant) {
    return constant.standing() == CalibratedConstant.Standing.KEPT;
  }

  private static String verdict(CalibratedConstant constant) {
    return switch (constant.standing()) {
      case IDENTIFIED -> "✓ identified";
      case WEAK ->
          constant.tradesWith().isEmpty()
              ? "! weak"
              : "! weak: trades off with " + constant.tradesWith();
      case KEPT -> "not identified: kept near the profile";
    };
  }

  private static String number(double value) {
    return ReadableNumbers.number(value);
  }

  private static TableColumn<CalibratedConstant, String> column(
      String title, double width, boolean isNumber, Function<CalibratedConstant, String> text) {
    TableColumn<CalibratedConstant, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setMinWidth(40);
    column.setSortable(false);
    column.setReorderable(false);
    if (isNumber) {
      column.getStyleClass().add("number");
    }
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    return column;
  }
}
