package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.ChartTable;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.scenario.chart.YScale;
import io.foretoken.ui.chart.ChartTableView;
import io.foretoken.ui.chart.ChartView;
import io.foretoken.ui.view.CardMenu;
import io.foretoken.ui.view.ChartExports;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Export;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A card with charts beside each other, each as it is drawn, with the other kind of y axis, or as a
 * table.
 */
final class ChartCard {
  private static final double GAP = 16;

  private final Workspace workspace;
  private final Supplier<List<Chart>> charts;
  private final List<ChartView> views = new ArrayList<>();
  private final List<ChartTableView> tables = new ArrayList<>();
  private final Label title = Parts.shrinking("", "card-title");
  private final HBox shown = new HBox(GAP);
  private final VBox node;
  private boolean isOtherScale;
  private boolean isTable;

  /**
   * A card.
   *
   * @param name what it shows, for screen readers
   * @param places how many charts there may be
   * @param charts as they are now
   */
  ChartCard(
      Workspace workspace, Dialogs dialogs, String name, int places, Supplier<List<Chart>> charts) {
    this.workspace = workspace;
    this.charts = charts;
    for (int place = 0; place < places; place++) {
      ChartView view = new ChartView();
      HBox.setHgrow(view, Priority.ALWAYS);
      view.setPrefWidth(1);
      view.onTable(this::toggleTable);
      views.add(view);
      ChartTableView table = new ChartTableView();
      HBox.setHgrow(table, Priority.ALWAYS);
      table.setPrefWidth(1);
      tables.add(table);
    }
    CardMenu menu = new CardMenu(workspace, dialogs, name, shown, this::exports);
    menu.add(this::scaleWords, this::toggleScale);
    menu.add(() -> isTable ? "Show as a chart" : "Show as a table", this::toggleTable);
    HBox top = new HBox(title, Parts.spring(), menu.button());
    top.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(shown, Priority.ALWAYS);
    node = Parts.card(top, shown);
    Live.draw(workspace.settings(), settings -> draw());
  }

  VBox node() {
    return node;
  }

  ChartView view(int place) {
    return views.get(place);
  }

  private String scaleWords() {
    List<Chart> now = drawn();
    return now.isEmpty() ? "" : YScale.isLog(now.get(0)) ? "Linear scale" : "Logarithmic scale";
  }

  private void toggleScale() {
    isOtherScale = !isOtherScale;
    draw();
  }

  private void toggleTable() {
    isTable = !isTable;
    draw();
    Node first = shown.getChildren().isEmpty() ? shown : shown.getChildren().get(0);
    first.requestFocus();
  }

  private List<Chart> drawn() {
    return isOtherScale ? YScale.other(charts.get()) : charts.get();
  }

  private List<Export> exports() {
    Theme theme = workspace.settings().get().theme();
    return drawn().stream().flatMap(chart -> ChartExports.of(chart, theme).stream()).toList();
  }

  void setTitle(String words) {
    title.setText(words);
  }

  /** Draws what there is now. */
  void draw() {
    List<Chart> now = drawn();
    Theme theme = workspace.settings().get().theme();
    List<Node> places = new ArrayList<>();
    for (int at = 0; at < Math.min(now.size(), views.size()); at++) {
      views.get(at).show(now.get(at), theme);
      if (isTable) {
        tables.get(at).show(ChartTable.of(now.get(at)));
      }
      places.add(isTable ? tables.get(at) : views.get(at));
    }
    if (!shown.getChildren().equals(places)) {
      shown.getChildren().setAll(places);
    }
  }
}
