package io.foretoken.scenario.chart;

import java.util.List;

/**
 * Something to draw. Lengths in pixels from the top left corner, y downwards; a painter may scale
 * them.
 */
public sealed interface Mark {
  /** A position. */
  record At(double x, double y) {}

  /** How a line is broken. */
  enum Dash {
    SOLID,
    /** 5 on, 4 off: objectives. */
    DASHED,
    /** 2 on, 4 off: what is not measured. */
    DOTTED
  }

  /** Shape of a dot. */
  enum Shape {
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    CROSS
  }

  /** Which end of a text its position is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Straight segments. */
  record Line(List<At> points, Ink ink, double width, Dash dash, double opacity) implements Mark {}

  /** A filled polygon. */
  record Area(List<At> points, Ink ink, double opacity) implements Mark {}

  /**
   * A dot; a hollow one has the surface inside.
   *
   * @param radius of a circle of about the same weight
   */
  record Dot(At at, double radius, Shape shape, Ink ink, boolean hollow) implements Mark {}

  /** Many equal dots, which painters may draw in one go. */
  record Cloud(List<At> points, double radius, Ink ink, double opacity) implements Mark {}

  /** A filled rectangle. */
  record Rect(double x, double y, double width, double height, Ink ink, double opacity)
      implements Mark {}

  /** A rectangle of slanting lines. */
  record Hatch(double x, double y, double width, double height) implements Mark {}

  /**
   * One line of text on its base line.
   *
   * @param size of the type
   * @param strong semi-bold instead of regular
   * @param halo whether a rim of the surface keeps it readable over lines
   */
  record Text(
      At at, String words, Ink ink, double size, boolean strong, Anchor anchor, boolean halo)
      implements Mark {}
}
