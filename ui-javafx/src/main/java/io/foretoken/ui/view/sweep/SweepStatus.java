package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.Published;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import javafx.scene.control.Label;

/** What the status bar says of a sweep. */
final class SweepStatus {
  private final Label node = Parts.label("", "small", "quiet");

  SweepStatus(Published<SweepState> state) {
    Live.draw(state, this::draw);
  }

  Label node() {
    return node;
  }

  private void draw(SweepState state) {
    int points = state.curve().map(curve -> curve.slots().size()).orElse(0);
    String load =
        state
            .settings()
            .map(
                asked ->
                    asked.load() == SweepLoad.FULL
                        ? "the batch is kept full"
                        : "the scenario's arrivals")
            .orElse("");
    node.setText(points == 0 ? "" : points + " points, " + load);
  }
}
