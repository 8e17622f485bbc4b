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
    long value = Numbers.whole(scalar.text(), Long.MIN_VALUE, Long.MAX_VALUE);
    if (!bounds.contains((double) value)) {
      return outOfRange(scalar, site, "of " + bounds.describe(""));
    }
    if (isInt && value != (int) value) {
      return outOfRange(scalar, site, "from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
    }
    return isInt ? (Object) (int) value : (Object) value;
  }

  private static Object outOfRange(ScalarNode scalar, Site site, String accepted) {
    return site.problem(
        scalar.origin(),
        "found " + scalar.text() + ", which is out of range",
        "write a whole number " + accepted);
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
