package io.foretoken.scenario.chart;

import java.util.List;

/** Outlines of dots that are not round. */
public final class Shapes {
  private Shapes() {}

  /** The corners of a dot's shape, about as heavy as a circle of its radius. */
  public static List<Mark.At> outline(Mark.Dot dot) {
    double x = dot.at().x();
    double y = dot.at().y();
    double r = dot.radius();
    return switch (dot.shape()) {
      case SQUARE -> {
        double h = r * 0.9;
        yield List.of(at(x - h, y - h), at(x + h, y - h), at(x + h, y + h), at(x - h, y + h));
      }
      case DIAMOND -> {
        double h = r * 1.25;
        yield List.of(at(x, y - h), at(x + h, y), at(x, y + h), at(x - h, y));
      }
      case TRIANGLE -> {
        double h = r * 1.1;
        yield List.of(at(x, y - h), at(x + h, y + h), at(x - h, y + h));
      }
      case CROSS ->
          List.of(
              at(x - r, y - r),
              at(x + r, y + r),
              at(x, y),
              at(x + r, y - r),
              at(x - r, y + r),
              at(x, y));
      case CIRCLE -> List.of(at(x, y));
    };
  }

  private static Mark.At at(double x, double y) {
    return new Mark.At(x, y);
  }
}
