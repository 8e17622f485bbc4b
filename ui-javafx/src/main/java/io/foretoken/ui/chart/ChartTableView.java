package io.foretoken.ui.chart;

import atlantafx.base.theme.Styles;
import io.foretoken.scenario.chart.ChartTable;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;

/** What a chart shows as a table, in the chart's place; Ctrl C copies it, tabs between cells. */
public final class ChartTableView extends TableView<List<ChartTable.Cell>> {
  private static final double ROW = 25;
  private static final double LEAST = 72;

  private List<String> headings = List.of();
  private ChartTable shown = new ChartTable(List.of(), List.of());

  /** An empty one. */
  public ChartTableView() {
    setFixedCellSize(ROW);
    getStyleClass().addAll(Styles.DENSE, "points");
    setPlaceholder(new Label("Nothing to show"));
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setMinSize(0, 0);
    setOnKeyPressed(
        event -> {
          if (event.isShortcutDown() && event.getCode() == KeyCode.C && !event.isShiftDown()) {
            copy();
            event.consume();
          }
        });
  }

  /** Shows a table, or a newer state of it. */
  public void show(ChartTable table) {
    shown = table;
    if (!table.columns().equals(headings)) {
      headings = table.columns();
      getColumns().clear();
      for (int at = 0; at < headings.size(); at++) {
        getColumns().add(column(at));
      }
    }
    if (!table.rows().equals(getItems())) {
      getItems().setAll(table.rows());
    }
  }

  private TableColumn<List<ChartTable.Cell>, String> column(int at) {
    TableColumn<List<ChartTable.Cell>, String> column = new TableColumn<>(headings.get(at));
    column.setCellValueFactory(
        row -> {
          List<ChartTable.Cell> cells = row.getValue();
          return new ReadOnlyStringWrapper(at < cells.size() ? cells.get(at).words() : "");
        });
    column.setMinWidth(LEAST);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private void copy() {
    StringBuilder text = new StringBuilder(String.join("\t", shown.columns())).append('\n');
    for (List<ChartTable.Cell> row : shown.rows()) {
      text.append(String.join("\t", row.stream().map(ChartTable.Cell::exact).toList()))
          .append('\n');
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(text.toString());
    Clipboard.getSystemClipboard().setContent(content);
  }
}
