package io.foretoken.ui.view;

import java.util.Locale;

/** Keys as people read them. */
public final class Keys {
  private static final boolean IS_MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

  private Keys() {}

  /** "Ctrl K", or with the command key where there is one. */
  public static String words(String keys) {
    return IS_MAC ? keys.replace("Ctrl", "Cmd") : keys;
  }
}
