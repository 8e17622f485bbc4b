package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.function.Function;

/**
 * A value that may be absent: not written, null, or {@code none} where that is not an ordinary
 * value of the inner shape.
 *
 * @param inner the shape of a value that is there
 * @param empty what stands for an absent value
 * @param wrap turns a value that is there into its optional
 */
record OptionalShape(Shape inner, Object empty, Function<Object, Object> wrap) implements Shape {
  @Override
  public Object read(LocatedNode node, Site site) {
    if (node.isNull() || isNone(node)) {
      return empty;
    }
    Object value = inner.read(node, site);
    return value == null ? null : wrap.apply(value);
  }

  private boolean isNone(LocatedNode node) {
    return !inner.takesNone()
        && node instanceof ScalarNode scalar
        && !scalar.quoted()
        && scalar.text().equals("none");
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object();
    var alternatives = schema.putArray("anyOf").add(inner.schema(definitions));
    if (!inner.takesNone()) {
      alternatives.addObject().put("const", "none");
    }
    alternatives.addObject().put("type", "null");
    return schema;
  }

  @Override
  public String wanted() {
    return inner.wanted();
  }

  @Override
  public boolean takesNone() {
    return true;
  }
}
