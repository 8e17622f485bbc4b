package io.foretoken.scenario.chart;

/**
 * Widths of texts without a font at hand: IBM Plex Sans has digits of 0.6 em, and its lower case
 * averages 0.55 em. Good to a few pixels, which is what margins and labels need, and the same on
 * every machine.
 */
final class TextWidth {
  private static final double WIDE = 0.85;
  private static final double USUAL = 0.6;
  private static final double LOWER_CASE = 0.54;
  private static final double NARROW = 0.3;

  private TextWidth() {}

  /** Width in px at a type size. */
  static double of(String text, double size) {
    double ems = 0;
    for (int at = 0; at < text.length(); at++) {
      ems += ems(text.charAt(at));
    }
    return ems * size;
  }

  private static double ems(char c) {
    if (" .,:;'|!ijl()[]".indexOf(c) >= 0) {
      return NARROW;
    }
    if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%') {
      return WIDE;
    }
    return Character.isLowerCase(c) ? LOWER_CASE : USUAL;
  }
}
