package io.foretoken.workload.length;

/**
 * Compiles a continuous distribution: a length is the variate rounded to the nearest whole number
 * and clipped to the bounds, so P(length <= v) = F(v + 1/2).
 *
 * <p>F is evaluated only at knots a 256th of the distribution's own scale apart and filled in
 * between by cubic Hermite interpolation with the density as slope. Its error is at most h^4 / 384
 * x |F''''|, about 10^-12 in probability, and a table of a million entries costs a few thousand
 * evaluations.
 */
final class SmoothTable {
  private static final double KNOTS_PER_SCALE = 256;

  /** The table ends where fewer than this share of draws would be longer. */
  private static final double NEGLIGIBLE = 1e-10;

  private SmoothTable() {}

  static LengthTable compile(SmoothShape shape, LengthBounds bounds) {
    int min = bounds.min();
    int max = lastWorthHolding(shape, bounds);
    long[] cumulative = new long[max - min + 1];
    int left = min;
    double survivalLeft = shape.survival(left + 0.5);
    while (left < max - 1) {
      int right = Math.min(max - 1, left + step(shape, left));
      double survivalRight = shape.survival(right + 0.5);
      fill(shape, left, survivalLeft, right, survivalRight, cumulative, min);
      left = right;
      survivalLeft = survivalRight;
    }
    if (left == max - 1) {
      cumulative[left - min] = units(survivalLeft);
    }
    cumulative[max - min] = LengthTable.ONE;
    makeAscending(cumulative);
    return new LengthTable(min, cumulative);
  }

  private static int step(SmoothShape shape, int v) {
    return (int) Math.max(1, shape.scale(v + 0.5) / KNOTS_PER_SCALE);
  }

  /** Entries from one knot up to the next, that one left out. */
  private static void fill(
      SmoothShape shape,
      int left,
      double survivalLeft,
      int right,
      double survivalRight,
      long[] cumulative,
      int min) {
    cumulative[left - min] = units(survivalLeft);
    double h = right - left;
    if (h <= 1) {
      return;
    }
    double slopeLeft = -shape.density(left + 0.5) * h;
    double slopeRight = -shape.density(right + 0.5) * h;
    for (int v = left + 1; v < right; v++) {
      double t = (v - left) / h;
      double s = 1 - t;
      cumulative[v - min] =
          units(
              s * s * ((1 + 2 * t) * survivalLeft + t * slopeLeft)
                  + t * t * ((1 + 2 * s) * survivalRight - s * slopeRight));
    }
  }

  /** 1 - survival in units of 2^-62; keeps the digits of a small survival. */
  private static long units(double survival) {
    return LengthTable.ONE - Math.round(survival * LengthTable.ONE);
  }

  /** Interpolation is exact to 10^-12, which may leave neighbours of the far tail out of order. */
  private static void makeAscending(long[] cumulative) {
    long highest = 0;
    for (int k = 0; k < cumulative.length; k++) {
      highest = Math.max(highest, Math.min(LengthTable.ONE, cumulative[k]));
      cumulative[k] = highest;
    }
  }

  private static int lastWorthHolding(SmoothShape shape, LengthBounds bounds) {
    int low = bounds.min();
    int high = bounds.max();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shape.survival(middle + 0.5) < NEGLIGIBLE) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
