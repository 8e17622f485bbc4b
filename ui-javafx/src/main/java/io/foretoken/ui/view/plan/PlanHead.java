package io.foretoken.ui.view.plan;

import io.foretoken.ui.view.AnswerStrip;
import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.plan.PlanState;
import io.foretoken.ui.viewmodel.plan.PlanWords;
import io.foretoken.ui.viewmodel.plan.Planned;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The answer: fleet, money, latencies, and whether it holds. */
final class PlanHead {
  private final AnswerStrip answer = new AnswerStrip();
  private final Label pill = Parts.label("", "pill");
  private final Label basis = Parts.label("", "small", "quiet");
  private final Label nothing = Parts.shrinking("Nothing is planned yet", "answer-value", "quiet");
  private final Label words = Parts.shrinking("", "run-problem");
  private final Label older =
      Parts.shrinking("The scenario has changed since this plan.", "small", "quiet");
  private final VBox right = new VBox(4, pill, basis);
  private final VBox node;

  PlanHead() {
    pill.setId("plan-pill");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    right.setAlignment(Pos.CENTER_RIGHT);
    HBox top = new HBox(12, answer.node(), nothing, Parts.spring(), right);
    top.setAlignment(Pos.CENTER_LEFT);
    node = Parts.card(top, words, older);
    node.setSpacing(4);
    node.setMinHeight(Region.USE_PREF_SIZE);
  }

  VBox node() {
    return node;
  }

  void draw(PlanState state) {
    boolean hasPlan = state.planned().isPresent();
    Parts.show(answer.node(), hasPlan);
    Parts.show(right, hasPlan);
    Parts.show(nothing, !hasPlan);
    nothing.setText(
        state.isRunning()
            ? "Planning: " + state.words()
            : state.phase() == PlanState.Phase.CANCELLED ? "Cancelled" : "Nothing is planned yet");
    Parts.show(older, hasPlan && state.isOlder());
    String miss = state.planned().map(planned -> PlanWords.miss(planned.result())).orElse("");
    words.setText(miss);
    Parts.show(words, !miss.isEmpty());
    state.planned().ifPresent(this::draw);
  }

  private void draw(Planned planned) {
    answer.draw(PlanWords.answer(planned));
    pill.setText(PlanWords.pill(planned.result()));
    pill.getStyleClass().removeAll(List.of("pill-ok", "pill-error"));
    pill.getStyleClass().add(planned.result().verdict().holds() ? "pill-ok" : "pill-error");
    basis.setText(PlanWords.basis(planned.result()));
  }
}
