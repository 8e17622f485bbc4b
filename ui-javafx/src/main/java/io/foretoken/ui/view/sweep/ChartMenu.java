package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.ui.view.ChartExports;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Export;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The three dots of a chart: what it can be saved as. */
final class ChartMenu {
  private ChartMenu() {}

  static Button button(
      Workspace workspace,
      Supplier<List<Chart>> charts,
      BiConsumer<Export, Dialogs> save,
      Dialogs dialogs) {
    Button button = new Button("", new FontIcon(Feather.MORE_HORIZONTAL));
    button.getStyleClass().addAll("flat", "icon");
    button.setAccessibleText("Save this chart");
    button.setOnAction(
        event -> {
          ContextMenu menu = new ContextMenu();
          for (Chart chart : charts.get()) {
            for (Export export : ChartExports.of(chart, workspace.settings().get().theme())) {
              MenuItem item = new MenuItem("Save as " + export.label());
              item.setOnAction(chosen -> save.accept(export, dialogs));
              menu.getItems().add(item);
            }
          }
          menu.show(button, Side.BOTTOM, 0, 0);
        });
    return button;
  }
}
