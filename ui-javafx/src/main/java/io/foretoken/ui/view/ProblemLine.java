package io.foretoken.ui.view;

import io.foretoken.input.problem.Problem;
import io.foretoken.ui.viewmodel.Fix;
import io.foretoken.ui.viewmodel.ScenarioDocument;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** How many problems the scenario has, below it; leads from one to the next. */
final class ProblemLine {
  private final ScenarioDocument document;
  private final TextEditor editor;
  private final Button count;
  private final Label words = Parts.shrinking("", "small", "quiet");
  private final HBox node;
  private int at = -1;

  ProblemLine(ScenarioDocument document, TextEditor editor) {
    this.document = document;
    this.editor = editor;
    count = Parts.button("", () -> step(1));
    count.getStyleClass().addAll("pill", "pill-error");
    count.setId("problems");
    node = new HBox(8, count, words, Parts.spring(), Parts.label("F8", "key"));
    node.getStyleClass().add("problem-line");
    node.setAlignment(Pos.CENTER_LEFT);
    Live.draw(document.state(), this::draw);
  }

  HBox node() {
    return node;
  }

  List<Action> actions() {
    return List.of(
        Action.of("Next problem", "F8", () -> step(1)),
        Action.of("Previous problem", "Shift+F8", () -> step(-1)),
        Action.of("Fix the problem", "Shortcut+Period", this::fix));
  }

  private void draw(ScenarioState state) {
    int problems = state.problems().size();
    Parts.show(node, problems > 0);
    count.setText(problems + (problems == 1 ? " problem" : " problems"));
    Problem first = problems > 0 ? state.problems().get(0) : null;
    words.setText(
        state.showsOlderText()
            ? "Charts show the last valid text"
            : first == null || first.origin().hasPosition() ? "" : first.message());
    if (problems == 0) {
      at = -1;
      editor.hideCallout();
    }
  }

  private void step(int by) {
    List<Problem> problems = document.state().get().problems();
    if (!problems.isEmpty()) {
      at = Math.floorMod(at < 0 && by < 0 ? -1 : at + by, problems.size());
      editor.show(problems.get(at));
    }
  }

  /** Applies the fix of the problem shown last, or of the first one that has one. */
  private void fix() {
    ScenarioState state = document.state().get();
    List<Problem> problems = state.problems();
    if (at >= 0 && at < problems.size() && apply(problems.get(at), state)) {
      return;
    }
    for (Problem problem : problems) {
      if (apply(problem, state)) {
        return;
      }
    }
  }

  private boolean apply(Problem problem, ScenarioState state) {
    var fix = Fix.of(problem, state.text());
    fix.ifPresent(change -> document.edit(change.applied(state.text())));
    return fix.isPresent();
  }
}
