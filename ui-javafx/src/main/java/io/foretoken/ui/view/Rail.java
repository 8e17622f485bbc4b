package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.Published;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The screens to choose from, on the left. */
final class Rail {
  private final VBox node = new VBox();
  private final Map<String, ToggleButton> buttons = new HashMap<>();

  Rail(List<Screen> screens, Published<String> chosen) {
    node.getStyleClass().add("rail");
    ToggleGroup group = new ToggleGroup();
    boolean isAside = false;
    for (Screen screen : screens) {
      if (screen.isAside() && !isAside) {
        isAside = true;
        node.getChildren().add(Parts.spring());
      }
      ToggleButton button = new ToggleButton(screen.name(), new FontIcon(screen.icon()));
      button.setContentDisplay(ContentDisplay.TOP);
      button.getStyleClass().addAll("flat", "rail-button");
      button.setToggleGroup(group);
      button.setId("rail-" + screen.name());
      button.setOnAction(
          event -> {
            button.setSelected(true);
            chosen.set(screen.name());
          });
      buttons.put(screen.name(), button);
      node.getChildren().add(button);
    }
    Live.draw(chosen, this::draw);
  }

  private void draw(String name) {
    ToggleButton button = buttons.get(name);
    if (button != null) {
      button.setSelected(true);
    }
  }

  VBox node() {
    return node;
  }
}
