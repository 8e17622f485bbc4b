package io.foretoken.hardware.operator;

import java.util.Arrays;

/**
 * The greatest convex curve that nowhere lies above given points: a time that starts at a fixed
 * part and never gets steeper but by what the hardware does, without the steps that a choice
 * between kernels makes.
 *
 * <p>Example: through (1, 8), (2, 20) and (4, 22) it is the straight line from the first to the
 * last, 12.67 at 2.
 */
final class LowerHull {
  private final double[] x;
  private final double[] y;

  /**
   * The hull of some points.
   *
   * @param x rising
   * @param y one value per {@code x}
   */
  LowerHull(double[] x, double[] y) {
    double[] hullX = new double[x.length];
    double[] hullY = new double[x.length];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      while (n >= 2 && !isBelow(hullX, hullY, n, x[i], y[i])) {
        n--;
      }
      hullX[n] = x[i];
      hullY[n] = y[i];
      n++;
    }
    this.x = Arrays.copyOf(hullX, n);
    this.y = Arrays.copyOf(hullY, n);
  }

  /** Whether the last point of the hull lies below the line from the one before it to a point. */
  private static boolean isBelow(double[] hullX, double[] hullY, int n, double x, double y) {
    double width = x - hullX[n - 2];
    double line = hullY[n - 2] + (y - hullY[n - 2]) * (hullX[n - 1] - hullX[n - 2]) / width;
    return hullY[n - 1] < line;
  }

  /** The curve at a point between the first and the last; beyond them the nearest value. */
  double at(double point) {
    int found = Arrays.binarySearch(x, point);
    if (found >= 0) {
      return y[found];
    }
    int next = -found - 1;
    if (next == 0) {
      return y[0];
    }
    if (next == x.length) {
      return y[x.length - 1];
    }
    double share = (point - x[next - 1]) / (x[next] - x[next - 1]);
    return y[next - 1] + share * (y[next] - y[next - 1]);
  }
}
