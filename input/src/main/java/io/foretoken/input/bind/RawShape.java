package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;

/** A part of the tree as it stands, left to a later reader. */
record RawShape(Class<?> type) implements Shape {
  @Override
  public Object read(LocatedNode node, Site site) {
    return type.isInstance(node) ? node : site.wrongKind(node, wanted(), "write " + wanted());
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object();
    if (type == MapNode.class) {
      schema.put("type", "object");
    } else if (type == ListNode.class) {
      schema.put("type", "array");
    } else if (type == ScalarNode.class) {
      schema.putArray("type").add("string").add("number").add("boolean").add("null");
    }
    return schema;
  }

  @Override
  public String wanted() {
    if (type == MapNode.class) {
      return "a map";
    }
    return type == ListNode.class
        ? "a list"
        : type == ScalarNode.class ? "a single value" : "a value";
  }

  @Override
  public boolean takesNone() {
    return type == LocatedNode.class || type == ScalarNode.class;
  }
}
