package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.units.Numbers;
import io.foretoken.input.yaml.ScalarNode;

/** A whole number: int or long. */
final class WholeShape extends ScalarShape {
  private final boolean isInt;
  private final Bounds bounds;

  WholeShape(boolean isInt, Bounds bounds) {
    this.isInt = isInt;
    this.bounds = bounds;
  }

  @Override
  Object readScalar(ScalarNode scalar, Site site) {
    if (scalar.quoted()) {
      return site.problem(
          scalar.origin(),
          "found a text in quotes where " + wanted() + " is wanted",
          "leave out the quotes");
    }
    long min = isInt ? Integer.MIN_VALUE : Long.MIN_VALUE;
    long max = isInt ? Integer.MAX_VALUE : Long.MAX_VALUE;
    min = Math.max(min, lowest());
    max = Math.min(max, highest());
    long value = Numbers.whole(scalar.text(), min, max);
    return isInt ? (Object) (int) value : (Object) value;
  }

  private long lowest() {
    double lowest = StrictMath.ceil(bounds.min());
    return (long) lowest + (bounds.aboveMin() && lowest == bounds.min() ? 1 : 0);
  }

  private long highest() {
    double highest = StrictMath.floor(bounds.max());
    return (long) highest - (bounds.belowMax() && highest == bounds.max() ? 1 : 0);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object().put("type", "integer");
    bounds.addTo(schema);
    return schema;
  }

  @Override
  public String wanted() {
    return "a whole number";
  }
}
