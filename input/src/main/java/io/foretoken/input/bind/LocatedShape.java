package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.LocatedNode;

/** Another shape, whose value is kept with its origin. */
record LocatedShape(Shape inner) implements Shape {
  @Override
  public Object read(LocatedNode node, Site site) {
    Object value = inner.read(node, site);
    return value == null ? null : new Located<>(value, node.origin());
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return inner.schema(definitions);
  }

  @Override
  public String wanted() {
    return inner.wanted();
  }

  @Override
  public boolean takesNone() {
    return inner.takesNone();
  }
}
