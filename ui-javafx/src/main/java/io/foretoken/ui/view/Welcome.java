package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.Examples;
import io.foretoken.ui.viewmodel.Workspace;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What stands where a scenario will be: one button, and three that ship. */
public final class Welcome {
  private final StackPane node;

  /** One that opens scenarios into a workspace. */
  public Welcome(Workspace workspace, Dialogs dialogs) {
    Button open = Parts.button("Open...", () -> dialogs.open().ifPresent(workspace::open));
    open.setId("welcome-open");
    HBox opening = new HBox(8, open, Parts.label(Keys.words("Ctrl O"), "key"));
    opening.setAlignment(Pos.CENTER);
    FlowPane examples = new FlowPane(8, 8);
    examples.setAlignment(Pos.CENTER);
    for (Examples.Example example : Examples.ALL) {
      Button button =
          Parts.button(example.name(), () -> workspace.document().begin(example.text()));
      button.setId("example-" + example.name());
      examples.getChildren().add(button);
    }
    VBox box =
        new VBox(
            12,
            Parts.label("Drop a scenario here", "pane-title"),
            Parts.label("or start from one that ships with Foretoken", "quiet"),
            opening,
            examples);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("drop");
    node = new StackPane(box);
    node.getStyleClass().add("welcome");
  }

  /** What to show. */
  public Region node() {
    return node;
  }
}
