package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.units.Decimals;

/** The limits on a number, as {@link Range} declares them. */
record Bounds(double min, double max, boolean aboveMin, boolean belowMax) {
  static final Bounds NONE =
      new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, false);

  static Bounds of(Range range) {
    return range == null
        ? NONE
        : new Bounds(range.min(), range.max(), range.aboveMin(), range.belowMax());
  }

  boolean contains(double value) {
    return (aboveMin ? value > min : value >= min) && (belowMax ? value < max : value <= max);
  }

  boolean isNone() {
    return !hasMin() && !hasMax();
  }

  private boolean hasMin() {
    return min != Double.NEGATIVE_INFINITY;
  }

  private boolean hasMax() {
    return max != Double.POSITIVE_INFINITY;
  }

  /** The limits in words, such as {@code more than 0 and at most 1}. */
  String describe(String unit) {
    String low =
        hasMin() ? (aboveMin ? "more than " : "at least ") + Decimals.print(min) + unit : "";
    String high =
        hasMax() ? (belowMax ? "less than " : "at most ") + Decimals.print(max) + unit : "";
    return low.isEmpty() || high.isEmpty() ? low + high : low + " and " + high;
  }

  void addTo(ObjectNode schema) {
    if (hasMin()) {
      putNumber(schema, aboveMin ? "exclusiveMinimum" : "minimum", min);
    }
    if (hasMax()) {
      putNumber(schema, belowMax ? "exclusiveMaximum" : "maximum", max);
    }
  }

  private static void putNumber(ObjectNode schema, String key, double value) {
    if (value == StrictMath.rint(value) && Math.abs(value) < 1e15) {
      schema.put(key, (long) value);
    } else {
      schema.put(key, value);
    }
  }
}
