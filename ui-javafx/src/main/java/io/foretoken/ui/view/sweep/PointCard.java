package io.foretoken.ui.view.sweep;

import io.foretoken.scenario.figure.Slo;
import io.foretoken.ui.view.Inks;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepSettings;
import io.foretoken.ui.viewmodel.sweep.SweepWords;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Everything about the point that is pointed at. */
final class PointCard {
  private static final double WIDTH = 218;

  private final VBox node = new VBox(6);

  PointCard() {
    node.getStyleClass().add("point-card");
    node.setPrefWidth(WIDTH);
  }

  VBox node() {
    return node;
  }

  void show(Slot slot, SweepSettings asked, List<Slo.Term> terms) {
    String words = SweepWords.verdict(slot, terms);
    Label verdict =
        Parts.label(
            words.equals("✓") ? "✓ meets SLO" : words.startsWith("✕") ? "✕ misses SLO" : words,
            "pill",
            words.equals("✓") ? "pill-ok" : words.isEmpty() ? "pill" : "pill-warn");
    Parts.show(verdict, !words.isEmpty());
    HBox title =
        new HBox(
            8,
            Parts.label(asked.knob().label() + " " + slot.value(), "strong", "card-words"),
            Parts.spring(),
            verdict);
    title.setAlignment(Pos.CENTER_LEFT);
    GridPane grid = new GridPane();
    grid.setVgap(2);
    grid.setHgap(12);
    ColumnConstraints first = new ColumnConstraints();
    ColumnConstraints second = new ColumnConstraints();
    second.setHgrow(Priority.ALWAYS);
    second.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().addAll(first, second);
    int row = 0;
    for (SweepWords.Figure figure : SweepWords.card(slot, asked)) {
      Label label = Parts.label(figure.label(), "card-words");
      Inks.paint(label, figure.ink());
      grid.addRow(
          row++, label, Parts.label((figure.value() + " " + figure.unit()).strip(), "card-words"));
    }
    node.getChildren().setAll(title, grid);
  }
}
