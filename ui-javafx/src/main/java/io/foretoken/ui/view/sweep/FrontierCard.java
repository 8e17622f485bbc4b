package io.foretoken.ui.view.sweep;

import io.foretoken.ui.chart.ChartView;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Export;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepPlaces;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Throughput per GPU against the speed that a user sees. */
final class FrontierCard {
  private final Workspace workspace;
  private final SweepModel model;
  private final ChartView view = new ChartView();
  private final VBox node;

  FrontierCard(
      Workspace workspace, SweepModel model, BiConsumer<Export, Dialogs> save, Dialogs dialogs) {
    this.workspace = workspace;
    this.model = model;
    view.setId("frontier");
    HBox top =
        new HBox(
            Parts.shrinking("Throughput per GPU against speed per user", "card-title"),
            Parts.spring(),
            ChartMenu.button(
                workspace,
                () -> model.state().get().charts().frontier().stream().toList(),
                save,
                dialogs));
    top.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(view, Priority.ALWAYS);
    SharedPoint.tie(workspace, model, view, SweepPlaces::speed, false);
    node =
        Parts.card(
            top,
            view,
            Parts.shrinking(
                "Up and to the right is better. Hollow grey points miss the SLO.", "note"));
    Live.draw(model.state(), state -> draw());
    Live.draw(workspace.settings(), settings -> draw());
  }

  VBox node() {
    return node;
  }

  private void draw() {
    view.setVisible(model.state().get().charts().frontier().isPresent());
    model
        .state()
        .get()
        .charts()
        .frontier()
        .ifPresent(chart -> view.show(chart, workspace.settings().get().theme()));
  }
}
