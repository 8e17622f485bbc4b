package io.foretoken.ui.view;

import io.foretoken.input.problem.Problem;
import io.foretoken.ui.viewmodel.Fix;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What is wrong at a place of the text, in the words of the command line, and a fix. */
final class ProblemCallout {
  private static final double WIDTH = 300;

  private final VBox node = new VBox(6);

  ProblemCallout(Problem problem, Optional<Fix> fix, Consumer<Fix> apply) {
    node.getStyleClass().add("callout");
    node.setPrefWidth(WIDTH);
    Label place =
        Parts.label(
            problem.origin().line() + ":" + problem.origin().column() + "  " + problem.path(),
            "callout-place");
    Label message = Parts.label(problem.message(), "callout-words");
    message.setWrapText(true);
    node.getChildren().addAll(place, message);
    if (!problem.hint().isEmpty()) {
      Label hint = Parts.label(problem.hint(), "callout-hint");
      hint.setWrapText(true);
      node.getChildren().add(hint);
    }
    fix.ifPresent(
        change -> {
          Button button = Parts.link("Fix: " + change.name(), () -> apply.accept(change));
          button.setId("fix");
          node.getChildren().add(new HBox(8, button, Parts.label(Keys.words("Ctrl ."), "key")));
        });
  }

  VBox node() {
    return node;
  }
}
