package io.foretoken.ui.view;

import java.util.Optional;
import javafx.scene.input.KeyCombination;

/**
 * Something that can be done by name or by key.
 *
 * @param name verb first, as buttons say it
 * @param key such as {@code Shortcut+K}; empty for none
 * @param run does it
 */
public record Action(String name, Optional<KeyCombination> key, Runnable run) {
  /** An action with a key, as {@link KeyCombination#valueOf} reads it. */
  public static Action of(String name, String key, Runnable run) {
    return new Action(name, Optional.of(KeyCombination.valueOf(key)), run);
  }

  /** An action that has no key. */
  public static Action of(String name, Runnable run) {
    return new Action(name, Optional.empty(), run);
  }
}
