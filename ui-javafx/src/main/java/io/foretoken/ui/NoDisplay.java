package io.foretoken.ui;

import io.foretoken.scenario.workbench.NoDisplayException;
import java.util.Optional;

/** Why JavaFX could not open a window, from what it throws. */
final class NoDisplay {
  private static final String PACKAGES =
      "Debian, Ubuntu: apt-get install libgtk-3-0 libpango-1.0-0";

  private NoDisplay() {}

  /** The refusal that a failure stands for; empty where it is a defect. */
  static Optional<NoDisplayException> of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String words = String.valueOf(at.getMessage());
      if (words.contains("DISPLAY")) {
        return Optional.of(
            new NoDisplayException(
                "there is no display to open a window on",
                "start it in a desktop session, or set DISPLAY; over ssh: ssh -X; without a screen:"
                    + " apt-get install xvfb libgtk-3-0, then xvfb-run ./foretoken gui",
                failure));
      }
      if (words.contains("pango")) {
        return missing("Pango, which draws text, is not installed", failure);
      }
      boolean isLibrary = at instanceof UnsatisfiedLinkError || words.contains("glass");
      if (isLibrary || words.contains("gtk") || words.contains("toolkit")) {
        return missing("GTK 3, which opens windows, is not installed", failure);
      }
    }
    return Optional.empty();
  }

  private static Optional<NoDisplayException> missing(String message, Throwable failure) {
    return Optional.of(new NoDisplayException(message, PACKAGES, failure));
  }
}
