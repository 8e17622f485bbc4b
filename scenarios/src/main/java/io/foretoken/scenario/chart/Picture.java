package io.foretoken.scenario.chart;

import java.util.List;

/**
 * A chart laid out for a size.
 *
 * @param title what it shows, in words; painters give it to screen readers
 * @param width px
 * @param height px
 * @param marks in the order in which they are drawn
 * @param readouts in the order of their x
 * @param plotTop upper edge of the area that readouts belong to, px
 * @param plotBottom lower edge, px
 */
public record Picture(
    String title,
    double width,
    double height,
    List<Mark> marks,
    List<Readout> readouts,
    double plotTop,
    double plotBottom) {
  /** Keeps copies. */
  public Picture {
    marks = List.copyOf(marks);
    readouts = List.copyOf(readouts);
  }
}
