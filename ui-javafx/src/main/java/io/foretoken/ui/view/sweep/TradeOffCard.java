package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.ui.chart.ChartView;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Export;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Throughput and TTFT against the knob: on one picture, or on two where scenarios are compared. */
final class TradeOffCard {
  private final Workspace workspace;
  private final SweepModel model;
  private final Label title = Parts.shrinking("", "card-title");
  private final ChartView first = new ChartView();
  private final ChartView second = new ChartView();
  private final HBox charts = new HBox(16, first, second);
  private final VBox node;

  TradeOffCard(
      Workspace workspace, SweepModel model, BiConsumer<Export, Dialogs> save, Dialogs dialogs) {
    this.workspace = workspace;
    this.model = model;
    first.setId("trade-off");
    HBox top =
        new HBox(
            title,
            Parts.spring(),
            ChartMenu.button(workspace, () -> model.state().get().charts().main(), save, dialogs));
    top.setAlignment(Pos.CENTER_LEFT);
    for (ChartView view : List.of(first, second)) {
      HBox.setHgrow(view, Priority.ALWAYS);
      view.setPrefWidth(1);
      SharedPoint.tie(workspace, model, view, Slot::x, view == first);
    }
    VBox.setVgrow(charts, Priority.ALWAYS);
    node = Parts.card(top, charts);
    Live.draw(model.state(), state -> draw());
    Live.draw(workspace.settings(), settings -> draw());
  }

  VBox node() {
    return node;
  }

  private void draw() {
    List<Chart> shown = model.state().get().charts().main();
    Parts.show(second, shown.size() > 1);
    Parts.show(first, !shown.isEmpty());
    if (!shown.isEmpty()) {
      title.setText(
          shown.size() > 1 ? "Throughput and time to first token, compared" : shown.get(0).title());
      first.show(shown.get(0), workspace.settings().get().theme());
    }
    if (shown.size() > 1) {
      second.show(shown.get(1), workspace.settings().get().theme());
    }
  }
}
