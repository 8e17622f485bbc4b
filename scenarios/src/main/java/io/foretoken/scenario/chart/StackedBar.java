package io.foretoken.scenario.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * One bar whose parts make up a whole, with a key below it.
 *
 * @param title in words
 * @param parts from left to right
 */
public record StackedBar(String title, List<Part> parts) {
  private static final double BAR = 24;
  private static final double KEY_LINE = 20;
  private static final double SWATCH = 10;
  private static final double GAP = 20;
  private static final double LEAST = 0.001;

  /**
   * A part.
   *
   * @param share of the whole, in [0, 1]
   * @param label what it is
   * @param value its amount, in words
   */
  public record Part(double share, String label, String value, Ink ink) {}

  /** Keeps the parts that can be seen. */
  public StackedBar {
    parts = parts.stream().filter(part -> part.share() >= LEAST).toList();
  }

  /** Lays it out; the height follows from the key. */
  public Picture picture(double width) {
    List<Mark> marks = new ArrayList<>();
    double x = 0;
    for (Part part : parts) {
      double wide = part.share() * width;
      marks.add(new Mark.Rect(x, 0, Math.max(1, wide - 1), BAR, part.ink(), 0.85));
      x += wide;
    }
    double keyX = 0;
    double keyY = BAR + KEY_LINE;
    for (Part part : parts) {
      String words = part.label() + "  " + part.value();
      double wide = SWATCH + 6 + TextWidth.of(words, ChartLayout.LABEL) + GAP;
      if (keyX > 0 && keyX + wide - GAP > width) {
        keyX = 0;
        keyY += KEY_LINE;
      }
      marks.add(new Mark.Rect(keyX, keyY - SWATCH + 1, SWATCH, SWATCH, part.ink(), 0.85));
      marks.add(
          new Mark.Text(
              new Mark.At(keyX + SWATCH + 6, keyY),
              words,
              Ink.INK_2,
              ChartLayout.LABEL,
              false,
              Mark.Anchor.START,
              false));
      keyX += wide;
    }
    return new Picture(title, width, keyY + 8, marks, List.of(), 0, BAR);
  }
}
