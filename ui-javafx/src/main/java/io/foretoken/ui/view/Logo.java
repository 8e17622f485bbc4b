package io.foretoken.ui.view;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.SVGPath;

/** Two curves that cross: the trade-off. */
final class Logo {
  private Logo() {}

  static Node node() {
    SVGPath rising = new SVGPath();
    rising.setContent("M2 14 C6 14 8 3 18 2");
    rising.getStyleClass().add("logo-rising");
    SVGPath late = new SVGPath();
    late.setContent("M2 3 C9 3 12 6 18 13");
    late.getStyleClass().add("logo-late");
    Circle first = new Circle(3, 3.2, 1.6);
    first.getStyleClass().add("logo-dot-late");
    Circle last = new Circle(17, 2.4, 1.6);
    last.getStyleClass().add("logo-dot-rising");
    StackPane box = new StackPane(new Group(rising, late, first, last));
    box.getStyleClass().add("logo");
    return box;
  }
}
