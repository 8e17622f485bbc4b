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
    int v = min;
    while (v < max) {
      int knot = Math.min(max - 1, v + step(shape, v));
      fill(shape, v, knot, cumulative, min);
      if (knot == v) {
        break;
      }
      v = knot;
    }
    long highest = 0;
    for (int k = 0; k < cumulative.length; k++) {
      highest = Math.max(highest, Math.min(LengthTable.ONE, cumulative[k]));
      cumulative[k] = highest;
    }
    cumulative[cumulative.length - 1] = LengthTable.ONE;
    return new LengthTable(min, cumulative);
  }

  private static int step(SmoothShape shape, int v) {
    return (int) Math.max(1, shape.scale(v + 0.5) / KNOTS_PER_SCALE);
  }

  /** Entries from knot {@code a} to knot {@code b}, both included. */
  private static void fill(SmoothShape shape, int a, int b, long[] cumulative, int min) {
    double xa = a + 0.5;
    double xb = b + 0.5;
    double survivalA = shape.survival(xa);
    // Interpolating the smaller of F and 1 - F keeps the digits of the tail.
    boolean upper = survivalA < 0.5;
    double fa = upper ? survivalA : shape.cumulative(xa);
    double fb = upper ? shape.survival(xb) : shape.cumulative(xb);
    if (b - a <= 1) {
      cumulative[a - min] = units(fa, upper);
      cumulative[b - min] = units(fb, upper);
      return;
    }
    double h = xb - xa;
    double sign = upper ? -1 : 1;
    double da = sign * shape.density(xa) * h;
    double db = sign * shape.density(xb) * h;
    for (int v = a; v <= b; v++) {
      double t = (v - a) / h;
      double s = 1 - t;
      double value = s * s * ((1 + 2 * t) * fa + t * da) + t * t * ((1 + 2 * s) * fb - s * db);
      cumulative[v - min] = units(value, upper);
    }
  }

  private static long units(double probability, boolean upper) {
    long units = Math.round(Math.max(0, probability) * LengthTable.ONE);
    return upper ? LengthTable.ONE - units : units;
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
