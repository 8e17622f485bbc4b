package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Numbers;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;

/** A node as the JSON value that an editor would read it as. */
final class SchemaValue {
  private SchemaValue() {}

  static JsonNode of(LocatedNode node) {
    if (node instanceof MapNode map) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      map.entries().forEach(entry -> object.set(entry.key(), of(entry.value())));
      return object;
    }
    if (node instanceof ListNode list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.items().forEach(item -> array.add(of(item)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode node) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (node.isNull()) {
      return json.nullNode();
    }
    if (node.quoted()) {
      return json.textNode(node.text());
    }
    if (node.text().equals("true") || node.text().equals("false")) {
      return json.booleanNode(node.text().equals("true"));
    }
    try {
      return json.numberNode(Numbers.decimal(node.text()));
    } catch (NotAQuantityException e) {
      return json.textNode(node.text());
    }
  }
}
