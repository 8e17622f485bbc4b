package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedYaml;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The schemas of records under construction, one {@code $defs} entry for each. */
final class Definitions {
  private final ObjectNode defs = object();
  private final Map<Class<?>, String> names = new HashMap<>();
  private final Map<String, ? extends Collection<String>> catalogues;

  Definitions(Map<String, ? extends Collection<String>> catalogues) {
    this.catalogues = catalogues;
  }

  ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  ObjectNode all() {
    return defs;
  }

  /** A reference to the definition of a type, which is made when it is asked for first. */
  ObjectNode reference(Class<?> type, Supplier<ObjectNode> definition) {
    String name = names.get(type);
    if (name == null) {
      name = type.getSimpleName();
      for (int i = 2; defs.has(name); i++) {
        name = type.getSimpleName() + i;
      }
      names.put(type, name);
      defs.putNull(name);
      defs.set(name, definition.get());
    }
    return object().put("$ref", "#/$defs/" + name);
  }

  /** The schema of a component: its shape, description, default and the names it may have. */
  ObjectNode describe(Component component) {
    ObjectNode schema = component.shape().schema(this);
    if (!component.doc().isEmpty()) {
      schema.put("description", component.doc());
    }
    if (component.defaultText() != null) {
      schema.set(
          "default",
          SchemaValue.of(
              LocatedYaml.parseValue(component.defaultText(), Origin.argument("default"))));
    }
    Collection<String> known = catalogues.get(component.nameOf());
    if (known != null) {
      ArrayNode examples = schema.putArray("examples");
      known.forEach(examples::add);
    }
    return schema;
  }
}
