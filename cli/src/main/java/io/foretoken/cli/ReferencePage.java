package io.foretoken.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reference page in Markdown, from a JSON Schema: a section for every map, named by where it
 * stands, with a row for every key.
 */
final class ReferencePage {
  private final JsonNode definitions;

  /** Where the definitions that have a section are described, by name. */
  private final Map<String, String> places = new HashMap<>();

  private final Deque<Section> waiting = new ArrayDeque<>();
  private final List<Section> found = new ArrayList<>();
  private final StringBuilder out;

  /** A map to describe, and where it stands. */
  private record Section(String path, JsonNode schema) {}

  private ReferencePage(JsonNode schema, String intro) {
    definitions = schema.get("$defs");
    out = new StringBuilder(intro);
  }

  /**
   * The page of a schema.
   *
   * @param intro its title and what stands before the keys
   */
  static String of(JsonNode schema, String intro) {
    ReferencePage page = new ReferencePage(schema, intro);
    page.place("", schema.get("$ref").asText());
    page.waiting.addAll(page.found);
    while (!page.waiting.isEmpty()) {
      page.found.clear();
      page.section(page.waiting.poll());
      for (int i = page.found.size() - 1; i >= 0; i--) {
        page.waiting.addFirst(page.found.get(i));
      }
    }
    return page.out.toString();
  }

  /** Where a definition is described; it gets a section when it is referred to first. */
  private String place(String path, String reference) {
    String name = reference.replace("#/$defs/", "");
    String known = places.putIfAbsent(name, path);
    if (known == null) {
      found.add(new Section(path, definitions.get(name)));
    }
    return known == null ? path : known;
  }

  private void section(Section section) {
    String path = section.path();
    out.append("\n## ").append(path.isEmpty() ? "Top level" : "`" + path + "`").append("\n\n");
    describe(section.schema());
    JsonNode alternatives = section.schema().get("oneOf");
    if (alternatives == null) {
      keys(path, section.schema());
      return;
    }
    for (JsonNode alternative : alternatives) {
      if (alternative.has("properties")) {
        String title = discriminator(alternative);
        if (!title.isEmpty()) {
          out.append("\n### `").append(title).append("`\n\n");
        }
        describe(alternative);
        keys(path, alternative);
      }
    }
  }

  private void describe(JsonNode schema) {
    if (schema.has("description")) {
      out.append(escaped(schema.get("description").asText())).append("\n");
    }
  }

  /** The key and value that choose a variant, such as {@code process: poisson}. */
  private static String discriminator(JsonNode variant) {
    Map.Entry<String, JsonNode> first = variant.get("properties").properties().iterator().next();
    JsonNode words = first.getValue().get("enum");
    return words != null && words.size() == 1 && !first.getValue().has("description")
        ? first.getKey() + ": " + words.get(0).asText()
        : "";
  }

  private void keys(String path, JsonNode schema) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(key -> required.add(key.asText()));
    if (schema.get("properties").isEmpty()) {
      return;
    }
    String chosenBy = discriminator(schema);
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      String key = property.getKey();
      if (chosenBy.startsWith(key + ": ")) {
        continue;
      }
      JsonNode value = property.getValue();
      rows.append("| `").append(key).append("` | ").append(type(path(path, key), value));
      rows.append(" | ").append(initial(value, required.contains(key))).append(" | ");
      rows.append(escaped(meaning(value))).append(" |\n");
    }
    if (rows.length() > 0) {
      out.append("\n| key | value | default | meaning |\n|---|---|---|---|\n").append(rows);
    }
  }

  private static String path(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String initial(JsonNode value, boolean required) {
    if (required) {
      return "**required**";
    }
    return value.has("default") ? "`" + value.get("default").toString() + "`" : "";
  }

  private String meaning(JsonNode value) {
    if (value.has("description")) {
      return value.get("description").asText();
    }
    JsonNode plain = withoutNone(value);
    if (!plain.has("$ref")) {
      return "";
    }
    JsonNode target = definitions.get(plain.get("$ref").asText().replace("#/$defs/", ""));
    JsonNode described = target.has("description") ? target : target.path("oneOf").path(0);
    return described.path("description").asText();
  }

  /** An optional value's schema without the alternatives for leaving it out. */
  private static JsonNode withoutNone(JsonNode value) {
    return value.has("anyOf") ? value.get("anyOf").get(0) : value;
  }

  private String type(String path, JsonNode value) {
    JsonNode plain = withoutNone(value);
    if (plain.has("$ref")) {
      return "see `" + place(path, plain.get("$ref").asText()) + "`";
    }
    if (plain.has("enum")) {
      List<String> words = new ArrayList<>();
      plain.get("enum").forEach(word -> words.add("`" + word.asText() + "`"));
      return String.join(", ", words);
    }
    return switch (plain.path("type").asText()) {
      case "integer" -> "whole number" + bounds(plain);
      case "number" -> "number" + bounds(plain);
      case "boolean" -> "`true` or `false`";
      case "array" -> "list of " + type(path + "[]", plain.get("items"));
      case "object" ->
          plain.has("additionalProperties")
              ? "map to " + type(path + ".*", plain.get("additionalProperties"))
              : "map";
      case "string" -> text(plain);
      default -> "any value";
    };
  }

  private static String text(JsonNode value) {
    String pattern = value.path("pattern").asText();
    if (pattern.contains("/s|")) {
      return "rate, such as `12/s`";
    }
    if (pattern.contains("ms|")) {
      return "time, such as `500ms`";
    }
    if (pattern.contains("GiB")) {
      return "size, such as `80GiB`";
    }
    return pattern.contains("%") ? "share, such as `5%`" : "text";
  }

  private static String bounds(JsonNode value) {
    String least = value.path("minimum").asText();
    String above = value.path("exclusiveMinimum").asText();
    String most = value.path("maximum").asText();
    StringBuilder bounds = new StringBuilder();
    bounds.append(least.isEmpty() ? "" : ", from " + least);
    bounds.append(above.isEmpty() ? "" : ", above " + above);
    bounds.append(most.isEmpty() ? "" : ", at most " + most);
    return bounds.toString();
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
