package io.foretoken.ui.view;

import atlantafx.base.theme.Styles;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.ui.viewmodel.AnswerFigure;
import io.foretoken.ui.viewmodel.RunState;
import io.foretoken.ui.viewmodel.RunViewModel;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The answer above, with how far the run has come, and what to do about it. */
final class RunHead {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BAR = 6;

  private final AnswerStrip answer = new AnswerStrip();
  private final Button run;
  private final Button back;
  private final ProgressBar bar = new ProgressBar(0);
  private final Label progress = Parts.label("", "note");
  private final Button cancel;
  private final Label words = Parts.shrinking("", "small", "quiet");
  private final VBox problems = new VBox(2);
  private final HBox progressLine;
  private final VBox node;

  RunHead(RunViewModel model) {
    run = Parts.button("Run", model::run);
    run.getStyleClass().add("strong-button");
    run.setId("run");
    cancel = Parts.link("Cancel", model::cancel);
    cancel.setId("run-cancel");
    back = Parts.link("Back to the scenario", model::openDocument);
    back.setId("run-back");
    bar.getStyleClass().add(Styles.SMALL);
    bar.setPrefWidth(220);
    bar.setMinHeight(BAR);
    bar.setMaxHeight(BAR);
    progressLine = new HBox(8, progress, bar, cancel, Parts.label("Esc", "key"));
    progressLine.setAlignment(Pos.CENTER_LEFT);
    HBox wordsLine = new HBox(8, words, back);
    wordsLine.setAlignment(Pos.CENTER_LEFT);
    Region gap = Parts.spring();
    HBox top = new HBox(12, answer.node(), gap, run);
    top.setAlignment(Pos.CENTER_LEFT);
    problems.getStyleClass().add("run-problems");
    node = Parts.card(top, progressLine, wordsLine, problems);
    node.setSpacing(6);
    node.setMinHeight(Region.USE_PREF_SIZE);
  }

  VBox node() {
    return node;
  }

  void draw(RunState state, List<AnswerFigure> figures) {
    answer.draw(figures);
    Parts.show(progressLine, state.isRunning());
    run.setDisable(state.isRunning());
    run.setText(state.run().isPresent() ? "Run again" : "Run");
    bar.setProgress(Double.isNaN(state.share()) ? 0 : state.share());
    progress.setText(
        ReadableNumbers.count(state.finished())
            + " requests, "
            + ReadableNumbers.time(state.millis() * NANOS_PER_MILLI));
    String said =
        !state.words().isEmpty()
            ? state.words()
            : state.isOlder()
                ? "The scenario has changed since this run."
                : !state.isDocument()
                    ? "A point of a sweep: " + state.title()
                    : state.run().isEmpty() && !state.isRunning() ? "Nothing has run yet." : "";
    words.setText(said);
    Parts.show(back, !state.isDocument());
    Parts.show(words.getParent(), !said.isEmpty());
    Parts.show(problems, !state.problems().isEmpty());
    problems.getChildren().setAll(state.problems().stream().map(RunHead::problem).toList());
  }

  private static Label problem(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("run-problem");
    label.setWrapText(true);
    return label;
  }
}
