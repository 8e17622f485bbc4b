package io.foretoken.ui.view.plan;

import io.foretoken.ui.view.Parts;
import io.foretoken.ui.viewmodel.plan.PlanModel;
import io.foretoken.ui.viewmodel.plan.PlanState;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What stands where a plan will be, of a scenario that has none: what would be added to it. */
final class NoPlan {
  private final Label title = Parts.label("", "pane-title");
  private final Label about = Parts.label("", "quiet");
  private final Label offer = Parts.label("", "mono", "small");
  private final Button add;
  private final StackPane node;

  NoPlan(PlanModel model) {
    add = Parts.button("Add this plan", model::addPlan);
    add.getStyleClass().add("strong-button");
    add.setId("plan-add");
    VBox box = new VBox(12, title, about, offer, add);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("drop");
    node = new StackPane(box);
    node.getStyleClass().add("welcome");
  }

  Region node() {
    return node;
  }

  void draw(PlanState state) {
    boolean isRead = !state.offer().isEmpty();
    title.setText(isRead ? "This scenario has no plan" : "This text cannot be read");
    about.setText(
        isRead
            ? "Begin with its load as the peak of a working week; every line can be changed"
            : state.problems().isEmpty()
                ? "Its problems are marked on the Scenario screen"
                : state.problems().get(0).toString());
    offer.setText(state.offer().stripTrailing());
    Parts.show(offer, isRead);
    Parts.show(add, isRead);
  }
}
