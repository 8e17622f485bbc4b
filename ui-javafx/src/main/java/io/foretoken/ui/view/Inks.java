package io.foretoken.ui.view;

import io.foretoken.scenario.chart.Ink;
import java.util.Locale;
import javafx.scene.control.Labeled;

/** Texts in the colour of their quantity. */
public final class Inks {
  private Inks() {}

  /** The looked-up colour of an ink. */
  public static String name(Ink ink) {
    return "-ft-" + ink.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Colours a text, in the shade for small type. */
  public static void paint(Labeled label, Ink ink) {
    label.setStyle("-fx-text-fill: " + name(ink.text()) + ";");
  }
}
