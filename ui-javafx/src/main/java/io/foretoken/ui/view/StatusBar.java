package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The line below: how far to trust, what is simulated, how much work it was. */
final class StatusBar {
  private final HBox node = new HBox();
  private final HBox place = new HBox();
  private final Label provenance = Parts.label("", "small");
  private final Label engine = Parts.label("", "small", "quiet");

  StatusBar(Workspace workspace) {
    node.getStyleClass().add("status");
    node.setAlignment(Pos.CENTER_LEFT);
    place.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(place, javafx.scene.layout.Priority.ALWAYS);
    node.getChildren().addAll(provenance, engine, place);
    Live.draw(workspace.document().state(), this::draw);
  }

  private void draw(ScenarioState state) {
    provenance.setText(state.provenance());
    engine.setText(state.engine());
  }

  void show(Optional<Region> content) {
    place.getChildren().setAll(content.stream().toList());
  }

  HBox node() {
    return node;
  }
}
