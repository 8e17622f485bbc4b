package io.foretoken.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.foretoken.scenario.chart.Theme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;

/** Dresses a window in a theme. */
public final class ThemeSheet {
  private static final String SHEET =
      ThemeSheet.class.getResource("foretoken.css").toExternalForm();

  private ThemeSheet() {}

  /** Puts a window, and everything that opens above it, into a theme. */
  public static void apply(Scene scene, Theme theme) {
    Application.setUserAgentStylesheet(
        theme == Theme.LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    scene.getStylesheets().setAll(List.of(inline(Tokens.of(theme).css()), SHEET));
  }

  private static String inline(String css) {
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }
}
