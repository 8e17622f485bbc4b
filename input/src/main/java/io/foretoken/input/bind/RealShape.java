package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.units.Numbers;
import io.foretoken.input.yaml.ScalarNode;

/** A finite number: double. */
final class RealShape extends ScalarShape {
  private final Bounds bounds;

  RealShape(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  Object readScalar(ScalarNode scalar, Site site) {
    if (scalar.quoted()) {
      return site.problem(
          scalar.origin(),
          "found a text in quotes where a number is wanted",
          "leave out the quotes");
    }
    double value = Numbers.real(scalar.text());
    if (!bounds.contains(value)) {
      return site.problem(
          scalar.origin(),
          "found " + scalar.text() + ", which is out of range",
          "write a number of " + bounds.describe(""));
    }
    return value;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object().put("type", "number");
    bounds.addTo(schema);
    return schema;
  }

  @Override
  public String wanted() {
    return "a number";
  }
}
