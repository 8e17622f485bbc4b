package io.foretoken.scenario.chart;

import java.util.List;

/**
 * One quantity, or one scenario, in a chart.
 *
 * @param name what its label says; empty for none
 * @param onRight whether it belongs to the right axis
 * @param ink its hue
 * @param style line, dots, or both
 * @param shape of its dots
 * @param points by rising x where there is a line
 */
public record Series(
    String name, boolean onRight, Ink ink, Style style, Mark.Shape shape, List<Point> points) {
  /** How it is drawn. */
  public enum Style {
    /** Straight segments with a dot at each point. */
    LINE_AND_DOTS,
    /** Segments alone. */
    LINE,
    /** Thin segments: a figure beside the main one. */
    THIN_LINE,
    /** Dashed segments and dots: another scenario than the first. */
    DASHED_AND_DOTS,
    /** Dashed segments alone: a reference. */
    DASHED,
    /** A dot at each point. */
    DOTS,
    /** Many small dots. */
    CLOUD
  }

  /** How a point stands to the objective. */
  public enum Verdict {
    HOLDS,
    /** Drawn hollow and muted. */
    MISSES,
    /** Has no value: a triangle on the upper edge. */
    SATURATED,
    /** Could not be simulated: a cross, and a gap in the line. */
    FAILED;

    /** Whether there is a value to draw. */
    public boolean hasValue() {
      return this == HOLDS || this == MISSES;
    }
  }

  /**
   * A point.
   *
   * @param low lower end of its interval; the value itself without one
   * @param high upper end
   * @param label written beside it; empty for none
   * @param coarse whether it is a first estimate: dotted, with a small dot
   */
  public record Point(
      double x, double y, double low, double high, Verdict verdict, String label, boolean coarse) {
    /** A point that is no first estimate. */
    public Point(double x, double y, double low, double high, Verdict verdict, String label) {
      this(x, y, low, high, verdict, label, false);
    }

    /** A point without interval that holds. */
    public static Point of(double x, double y) {
      return new Point(x, y, y, y, Verdict.HOLDS, "");
    }
  }

  /** Keeps a copy. */
  public Series {
    points = List.copyOf(points);
  }

  /** A line of the left axis. */
  public static Series line(String name, Ink ink, List<Point> points) {
    return new Series(name, false, ink, Style.LINE, Mark.Shape.CIRCLE, points);
  }

  boolean hasLine() {
    return style != Style.DOTS && style != Style.CLOUD;
  }

  boolean hasDots() {
    return style != Style.LINE
        && style != Style.THIN_LINE
        && style != Style.DASHED
        && style != Style.CLOUD;
  }
}
