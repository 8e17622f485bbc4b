package io.foretoken.validation.fit;

import org.apache.commons.math3.util.FastMath;

/**
 * A positive number to be fitted, searched for in its logarithm.
 *
 * @param name its symbol
 * @param start where the search begins, within the bounds
 * @param low least value, above 0
 * @param high largest value
 */
record Parameter(String name, double start, double low, double high) {
  Parameter {
    if (!(0 < low && low <= start && start <= high)) {
      throw new IllegalArgumentException(name + ": " + low + " <= " + start + " <= " + high);
    }
  }

  /** A parameter that keeps its value. */
  static Parameter fixed(String name, double value) {
    return new Parameter(name, value, value, value);
  }

  /** The same parameter from another start. */
  Parameter from(double value) {
    return new Parameter(name, FastMath.min(high, FastMath.max(low, value)), low, high);
  }

  boolean isFixed() {
    return low == high;
  }

  /** The value at a point of the real line: a logistic curve in the logarithm. */
  double at(double free) {
    double share = 1 / (1 + FastMath.exp(-free));
    return low * FastMath.pow(high / low, share);
  }

  /** The point of the real line at which the value is the start. */
  double free() {
    double share = FastMath.log(start / low) / FastMath.log(high / low);
    double inside = FastMath.min(0.98, FastMath.max(0.02, share));
    return FastMath.log(inside / (1 - inside));
  }
}
