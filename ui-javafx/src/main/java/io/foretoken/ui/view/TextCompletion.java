package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.Completion;
import javafx.geometry.Bounds;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import org.fxmisc.richtext.CodeArea;

/** What could be written at the caret, to pick from. */
final class TextCompletion {
  private static final int SHOWN = 14;
  private static final double NAME = 190;
  private static final double ABOUT = 360;

  private final CodeArea area;
  private final ContextMenu menu = new ContextMenu();

  TextCompletion(CodeArea area) {
    this.area = area;
    menu.setId("completion");
  }

  /** Opens the list; a single offer is taken at once. */
  void open() {
    Completion found = Completion.at(area.getText(), area.getCaretPosition());
    if (found.offers().size() == 1) {
      take(found, found.offers().get(0));
      return;
    }
    menu.getItems().clear();
    found.offers().stream().limit(SHOWN).forEach(offer -> menu.getItems().add(item(found, offer)));
    if (menu.getItems().isEmpty()) {
      MenuItem nothing = new MenuItem("Nothing is known of this place");
      nothing.setDisable(true);
      menu.getItems().add(nothing);
    }
    Bounds at = area.getCaretBounds().orElse(area.localToScreen(area.getBoundsInLocal()));
    menu.show(area, at.getMinX() - 8, at.getMaxY() + 4);
  }

  boolean isOpen() {
    return menu.isShowing();
  }

  private MenuItem item(Completion found, Completion.Offer offer) {
    Label name = Parts.label(offer.text().strip(), "mono");
    name.setPrefWidth(NAME);
    Label about = Parts.shrinking(offer.about(), "facts");
    about.setMaxWidth(ABOUT);
    MenuItem item = new MenuItem("", new HBox(10, name, about));
    item.setOnAction(event -> take(found, offer));
    return item;
  }

  private void take(Completion found, Completion.Offer offer) {
    area.replaceText(found.from(), found.to(), offer.text());
    area.requestFocus();
  }
}
