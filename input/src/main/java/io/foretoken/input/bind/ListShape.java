package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.NodePath;
import java.util.ArrayList;
import java.util.List;

/** A list of one shape; its elements are named in paths by {@code pool} or by index. */
record ListShape(Shape element) implements Shape {
  @Override
  public Object read(LocatedNode node, Site site) {
    if (!(node instanceof ListNode list)) {
      String hint =
          node.isNull()
              ? "write [] for an empty list"
              : "write a list: [a, b], or lines that begin with '- '";
      return site.wrongKind(node, wanted(), hint);
    }
    List<Object> values = new ArrayList<>(list.size());
    boolean complete = true;
    for (int i = 0; i < list.size(); i++) {
      LocatedNode item = list.items().get(i);
      String name = NodePath.identity(item, NodePath.IDENTIFYING_KEYS);
      Object value = element.read(item, site.child(name == null ? Integer.toString(i) : name));
      complete &= value != null;
      values.add(value);
    }
    return complete ? List.copyOf(values) : null;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object().put("type", "array");
    schema.set("items", element.schema(definitions));
    return schema;
  }

  @Override
  public String wanted() {
    return "a list";
  }
}
