package io.foretoken.ui.chart;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What a picture says at a place: a heading and a line for each figure. */
final class ReadoutCard {
  private final VBox node = new VBox();

  ReadoutCard() {
    node.getStyleClass().add("readout");
    node.setAlignment(Pos.TOP_LEFT);
  }

  VBox node() {
    return node;
  }

  void show(List<String> lines) {
    node.getChildren().clear();
    for (int line = 0; line < lines.size(); line++) {
      Label words = new Label(lines.get(line));
      words.getStyleClass().add(line == 0 ? "readout-title" : "readout-line");
      node.getChildren().add(words);
    }
  }
}
