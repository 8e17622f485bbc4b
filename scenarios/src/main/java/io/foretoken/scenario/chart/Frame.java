package io.foretoken.scenario.chart;

/**
 * What a file puts around a picture: margins, and its title above. A page has its own.
 *
 * @param left margin, px
 * @param top margin with the title in it
 * @param width of the whole
 * @param height of the whole
 */
record Frame(double left, double top, double width, double height) {
  private static final double MARGIN = 16;
  private static final double TITLE = 32;
  private static final double TITLE_SIZE = 15;

  static Frame of(Picture picture) {
    return new Frame(
        MARGIN,
        MARGIN + TITLE,
        picture.width() + 2 * MARGIN,
        picture.height() + 2 * MARGIN + TITLE);
  }

  static Frame none(Picture picture) {
    return new Frame(0, 0, picture.width(), picture.height());
  }

  Mark.Text title(Picture picture) {
    return new Mark.Text(
        new Mark.At(0, -TITLE + TITLE_SIZE),
        picture.title(),
        Ink.INK,
        TITLE_SIZE,
        true,
        Mark.Anchor.START,
        false);
  }
}
