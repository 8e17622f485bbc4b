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
public final class AnswerStrip {
  /** Characters of a value that is never cut. */
  private static final int MOST_UNCUT = 14;

  private final HBox node = new HBox();

  /** An empty one. */
  public AnswerStrip() {
    node.getStyleClass().add("answer");
    node.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(node, Priority.ALWAYS);
  }

  /** What to show. */
  public HBox node() {
    return node;
  }

  /** Shows these figures. */
  public void draw(List<AnswerFigure> figures) {
    node.getChildren().setAll(figures.stream().map(AnswerStrip::figure).toList());
  }

  private static VBox figure(AnswerFigure figure) {
    Label label = Parts.shrinking(figure.label(), "answer-label");
    String ink = figure.ink().text().name().toLowerCase(Locale.ROOT).replace('_', '-');
    label.setStyle("-fx-text-fill: -ft-" + ink + ";");
    boolean isShort = figure.value().length() <= MOST_UNCUT;
    Label value =
        isShort
            ? Parts.label(figure.value(), "answer-value")
            : Parts.shrinking(figure.value(), "answer-value");
    HBox line = new HBox(5, value, Parts.label(figure.unit(), "answer-unit"));
    line.setAlignment(Pos.BASELINE_LEFT);
    VBox box = new VBox(label, line, Parts.shrinking(figure.note(), "answer-note"));
    box.setAccessibleText(
        figure.label() + " " + figure.value() + " " + figure.unit() + ", " + figure.note());
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }
}
