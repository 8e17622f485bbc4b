package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.AnswerFigure;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The answer of a screen: figures beside each other, each with its unit and a note. */
final class AnswerStrip {
  private final HBox node = new HBox();

  AnswerStrip() {
    node.getStyleClass().add("answer");
    node.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(node, Priority.ALWAYS);
  }

  HBox node() {
    return node;
  }

  void draw(List<AnswerFigure> figures) {
    node.getChildren().setAll(figures.stream().map(AnswerStrip::figure).toList());
  }

  private static VBox figure(AnswerFigure figure) {
    Label label = Parts.shrinking(figure.label(), "answer-label");
    String ink = figure.ink().text().name().toLowerCase(Locale.ROOT).replace('_', '-');
    label.setStyle("-fx-text-fill: -ft-" + ink + ";");
    Label value = Parts.shrinking(figure.value(), "answer-value");
    HBox line = new HBox(5, value, Parts.label(figure.unit(), "answer-unit"));
    line.setAlignment(Pos.BASELINE_LEFT);
    VBox box = new VBox(label, line, Parts.shrinking(figure.note(), "answer-note"));
    box.setMinWidth(0);
    box.setAccessibleText(
        figure.label() + " " + figure.value() + " " + figure.unit() + ", " + figure.note());
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }
}
