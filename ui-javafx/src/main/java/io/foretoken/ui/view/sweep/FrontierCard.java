package io.foretoken.ui.view.sweep;

import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepPlaces;
import javafx.scene.layout.VBox;

/** Throughput per GPU against the speed that a user sees. */
final class FrontierCard {
  private final ChartCard card;

  FrontierCard(Workspace workspace, SweepModel model, Dialogs dialogs) {
    card =
        new ChartCard(
            workspace,
            dialogs,
            "throughput against speed",
            1,
            () -> model.state().get().charts().frontier().stream().toList());
    card.setTitle("Throughput per GPU against speed per user");
    card.view(0).setId("frontier");
    SharedPoint.tie(workspace, model, card.view(0), SweepPlaces::speed, false);
    card.node()
        .getChildren()
        .add(
            Parts.shrinking(
                "Up and to the right is better. Hollow grey points miss the SLO.", "note"));
    Live.draw(model.state(), state -> card.draw());
  }

  VBox node() {
    return card.node();
  }
}
