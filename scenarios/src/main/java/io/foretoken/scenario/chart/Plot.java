package io.foretoken.scenario.chart;

/**
 * The rectangle that a chart's values are drawn in, px.
 *
 * @param left edge
 * @param top edge
 * @param right edge
 * @param bottom edge
 */
record Plot(double left, double top, double right, double bottom) {
  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  double x(Scale scale, double value) {
    return left + scale.place(value) * width();
  }

  double y(Scale scale, double value) {
    return bottom - scale.place(value) * height();
  }

  boolean holdsY(double y) {
    return y >= top - 0.5 && y <= bottom + 0.5;
  }
}
