package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map with free keys and values of one shape; keeps the order in which it was written. */
record MapShape(Shape value) implements Shape {
  @Override
  public Object read(LocatedNode node, Site site) {
    if (!(node instanceof MapNode map)) {
      String hint =
          node.isNull() ? "write {} for an empty map" : "write lines of the form key: value";
      return site.wrongKind(node, wanted(), hint);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    boolean complete = true;
    for (MapNode.Entry entry : map.entries()) {
      Object bound = value.read(entry.value(), site.child(entry.key()));
      complete &= bound != null;
      values.put(entry.key(), bound);
    }
    return complete ? Collections.unmodifiableMap(values) : null;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object().put("type", "object");
    schema.set("additionalProperties", value.schema(definitions));
    return schema;
  }

  @Override
  public String wanted() {
    return "a map";
  }
}
