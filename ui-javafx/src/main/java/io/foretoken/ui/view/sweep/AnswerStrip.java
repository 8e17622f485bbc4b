package io.foretoken.ui.view.sweep;

import io.foretoken.ui.view.Inks;
import io.foretoken.ui.view.Keys;
import io.foretoken.ui.view.Live;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import io.foretoken.ui.viewmodel.sweep.SweepWords;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The answer in figures, and how far the sweep is. */
final class AnswerStrip {
  private static final double PROGRESS_WIDTH = 196;

  private final SweepModel model;
  private final HBox node = new HBox();
  private final HBox figures = new HBox();
  private final Label progress = Parts.label("", "small", "quiet");
  private final Button act = Parts.link("", this::act);
  private final Label key = Parts.label("", "key");
  private final ProgressBar bar = new ProgressBar(0);
  private final Label provenance = Parts.label("", "small", "quiet");

  AnswerStrip(SweepModel model) {
    this.model = model;
    node.getStyleClass().addAll("card", "answer");
    node.setAlignment(Pos.CENTER_LEFT);
    figures.getStyleClass().add("figures");
    act.setId("cancel");
    bar.setPrefWidth(PROGRESS_WIDTH);
    bar.getStyleClass().add("thin");
    HBox line = new HBox(6, progress, Parts.spring(), act, key);
    line.setAlignment(Pos.CENTER_LEFT);
    VBox right = new VBox(4, line, bar, provenance);
    right.setMinWidth(PROGRESS_WIDTH);
    right.setMaxWidth(PROGRESS_WIDTH);
    right.setAlignment(Pos.CENTER_LEFT);
    node.getChildren().addAll(figures, Parts.spring(), right);
    Live.draw(model.state(), this::draw);
  }

  HBox node() {
    return node;
  }

  private void draw(SweepState state) {
    List<SweepWords.Figure> answer =
        state.settings().isPresent() ? SweepWords.answer(state) : List.of();
    Optional<String> wrong = state.problems().stream().map(each -> each.message()).findFirst();
    if (state.phase() == SweepState.Phase.REFUSED && wrong.isPresent()) {
      Label words = Parts.shrinking(wrong.get(), "refused");
      Label hint = Parts.shrinking(state.problems().get(0).hint(), "small", "quiet");
      figures.getChildren().setAll(new VBox(4, words, hint));
    } else {
      figures.getChildren().setAll(answer.stream().map(AnswerStrip::figure).toList());
    }
    progress.setText(SweepWords.progress(state));
    boolean canResume = state.phase() == SweepState.Phase.CANCELLED;
    act.setText(state.isBusy() ? "Cancel" : canResume ? "Resume" : "");
    key.setText(state.isBusy() ? "Esc" : canResume ? Keys.words("Ctrl ⏎") : "");
    Parts.show(act, state.isBusy() || canResume);
    Parts.show(key, state.isBusy() || canResume);
    bar.setProgress(state.total() == 0 ? 0 : (double) state.done() / state.total());
    Parts.show(bar, state.isBusy() || canResume);
    provenance.setText(state.provenance());
  }

  private void act() {
    if (model.state().get().isBusy()) {
      model.cancel();
    } else {
      model.resume();
    }
  }

  static VBox figure(SweepWords.Figure figure) {
    Label label = Parts.label(figure.label(), "small");
    Inks.paint(label, figure.ink());
    Label value = Parts.label(figure.value(), "figure");
    HBox line = new HBox(5, value, Parts.label(figure.unit(), "figure-unit"));
    line.setAlignment(Pos.BASELINE_LEFT);
    return new VBox(2, label, line);
  }
}
