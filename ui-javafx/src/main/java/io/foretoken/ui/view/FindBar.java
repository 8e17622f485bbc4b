package io.foretoken.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;

/** Finds words in the text: Enter goes to the next place, Shift Enter back, Esc closes. */
final class FindBar {
  private static final double FIELD = 150;

  private final CodeArea area;
  private final TextField field = new TextField();
  private final Label count = Parts.label("", "note");
  private final HBox node = new HBox(8);
  private List<Integer> places = List.of();

  FindBar(CodeArea area) {
    this.area = area;
    field.setPromptText("Find in the text");
    field.setId("find");
    field.setPrefWidth(FIELD);
    field.textProperty().addListener((property, before, now) -> find());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    node.getChildren()
        .addAll(
            field,
            count,
            arrow("‹", "Place before", false),
            arrow("›", "Next place", true),
            Parts.link("Close", this::close));
    node.getStyleClass().add("find-bar");
    node.setAlignment(Pos.CENTER_LEFT);
    node.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Parts.show(node, false);
  }

  private Region arrow(String sign, String meaning, boolean forward) {
    var button = Parts.button(sign, () -> go(forward));
    button.getStyleClass().addAll("flat", "icon");
    button.setAccessibleText(meaning);
    return button;
  }

  HBox node() {
    return node;
  }

  boolean isOpen() {
    return node.isVisible();
  }

  /** Opens it with what is selected. */
  void open() {
    Parts.show(node, true);
    String selected = area.getSelectedText();
    if (!selected.isEmpty() && !selected.contains("\n")) {
      field.setText(selected);
    }
    find();
    field.requestFocus();
    field.selectAll();
  }

  void close() {
    Parts.show(node, false);
    area.requestFocus();
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case ENTER -> {
        if (!event.isShortcutDown()) {
          go(!event.isShiftDown());
          event.consume();
        }
      }
      case ESCAPE -> {
        close();
        event.consume();
      }
      default -> {
        // Everything else is the field's.
      }
    }
  }

  private void find() {
    places = places(area.getText(), field.getText());
    int at = places.indexOf(area.getSelection().getStart());
    count.setText(
        field.getText().isEmpty()
            ? ""
            : places.isEmpty() ? "not found" : (at < 0 ? "" : (at + 1) + " of ") + places.size());
  }

  /** Where words stand in a text, small letters or capitals. */
  static List<Integer> places(String text, String words) {
    List<Integer> places = new ArrayList<>();
    String where = text.toLowerCase(Locale.ROOT);
    String what = words.toLowerCase(Locale.ROOT);
    for (int at = where.indexOf(what); at >= 0 && !what.isEmpty(); ) {
      places.add(at);
      at = where.indexOf(what, at + what.length());
    }
    return places;
  }

  private void go(boolean forward) {
    find();
    if (places.isEmpty()) {
      return;
    }
    int caret = area.getSelection().getStart();
    boolean isAt = area.getSelection().getLength() > 0;
    int next = forward ? 0 : places.size() - 1;
    for (int at = 0; at < places.size(); at++) {
      if (forward && places.get(at) >= caret + (isAt ? 1 : 0)) {
        next = at;
        break;
      }
      if (!forward && places.get(at) < caret) {
        next = at;
      }
    }
    int begin = places.get(next);
    area.selectRange(begin, begin + field.getText().length());
    area.requestFollowCaret();
    find();
  }
}
