package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import java.util.List;
import javafx.scene.layout.VBox;

/** Throughput and TTFT against the knob: on one picture, or on two where scenarios are compared. */
final class TradeOffCard {
  private static final String COMPARED = "Throughput and time to first token, compared";

  private final ChartCard card;

  TradeOffCard(Workspace workspace, SweepModel model, Dialogs dialogs) {
    card =
        new ChartCard(
            workspace,
            dialogs,
            "throughput and time to first token",
            2,
            () -> model.state().get().charts().main());
    card.view(0).setId("trade-off");
    SharedPoint.tie(workspace, model, card.view(0), Slot::x, true);
    SharedPoint.tie(workspace, model, card.view(1), Slot::x, false);
    Live.draw(model.state(), this::draw);
  }

  VBox node() {
    return card.node();
  }

  private void draw(SweepState state) {
    List<Chart> charts = state.charts().main();
    if (!charts.isEmpty()) {
      card.setTitle(charts.size() > 1 ? COMPARED : charts.get(0).title());
    }
    card.draw();
  }
}
