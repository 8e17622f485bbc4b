package io.foretoken.ui.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Moves the keyboard from one part of the window to the next. */
final class Panes {
  private Panes() {}

  /**
   * Gives the keyboard to the pane after the one that has it, or before it.
   *
   * @param panes in their order
   * @param owner who has the keyboard; may be null
   */
  static void next(List<? extends Node> panes, Node owner, boolean forward) {
    int at = forward ? -1 : panes.size();
    for (int pane = 0; pane < panes.size(); pane++) {
      if (owner != null && holds(panes.get(pane), owner)) {
        at = pane;
      }
    }
    for (int step = 1; step <= panes.size(); step++) {
      int next = Math.floorMod(forward ? at + step : at - step, panes.size());
      Node first = first(panes.get(next));
      if (first != null) {
        first.requestFocus();
        return;
      }
    }
  }

  private static boolean holds(Node pane, Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each == pane) {
        return true;
      }
    }
    return false;
  }

  /** The first node that takes keys; null where there is none. */
  private static Node first(Node node) {
    if (!node.isVisible() || node.isDisabled()) {
      return null;
    }
    if (node.isFocusTraversable()) {
      return node;
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Node found = first(child);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
