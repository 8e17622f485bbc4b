package io.foretoken.ui.viewmodel;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Earlier and later versions of a text. Letters typed one after the other within a line are undone
 * together; everything else is a step of its own.
 */
final class TextHistory {
  private static final int MOST = 500;

  private final Deque<String> earlier = new ArrayDeque<>();
  private final Deque<String> later = new ArrayDeque<>();
  private String current;
  private int typedUpTo = -1;

  TextHistory(String text) {
    current = text;
  }

  String current() {
    return current;
  }

  boolean canUndo() {
    return !earlier.isEmpty();
  }

  boolean canRedo() {
    return !later.isEmpty();
  }

  /** Takes another text as the current one. */
  void change(String text) {
    if (text.equals(current)) {
      return;
    }
    int typed = placeOfTypedLetter(text);
    boolean continues = typed >= 0 && typed == typedUpTo;
    if (!continues) {
      earlier.push(current);
      if (earlier.size() > MOST) {
        earlier.removeLast();
      }
    }
    typedUpTo = typed < 0 ? -1 : typed + 1;
    later.clear();
    current = text;
  }

  /** Where the text has one more letter than the current one, and no line end; -1 elsewhere. */
  private int placeOfTypedLetter(String text) {
    if (text.length() != current.length() + 1) {
      return -1;
    }
    int at = 0;
    while (at < current.length() && text.charAt(at) == current.charAt(at)) {
      at++;
    }
    boolean isOneLetter = text.substring(at + 1).equals(current.substring(at));
    return isOneLetter && text.charAt(at) != '\n' ? at : -1;
  }

  void undo() {
    if (canUndo()) {
      later.push(current);
      current = earlier.pop();
      typedUpTo = -1;
    }
  }

  void redo() {
    if (canRedo()) {
      earlier.push(current);
      current = later.pop();
      typedUpTo = -1;
    }
  }
}
