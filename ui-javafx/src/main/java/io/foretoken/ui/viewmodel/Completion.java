package io.foretoken.ui.viewmodel;

import com.fasterxml.jackson.databind.JsonNode;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.input.bind.JsonSchema;
import io.foretoken.scenario.spec.ScenarioSpec;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.WaitingQueues;
import io.foretoken.sim.route.Routers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What could be written at a place of a scenario's text: the keys of the map that it is in, or the
 * values that its key can have.
 *
 * @param from first character of the word that is replaced
 * @param to the one after its last
 * @param offers what could take its place, in the order of the schema
 */
public record Completion(int from, int to, List<Offer> offers) {
  private static final JsonNode SCHEMA = JsonSchema.of(ScenarioSpec.class, names());
  private static final int MOST = 60;

  /**
   * One of them.
   *
   * @param text as it is written, a key with its colon
   * @param about what it means; may be empty
   */
  public record Offer(String text, String about) {}

  /** Keeps a copy. */
  public Completion {
    offers = List.copyOf(offers);
  }

  private static Map<String, List<String>> names() {
    Catalog catalog = Catalog.shipped();
    return Map.of(
        "model", catalog.modelIds(),
        "gpu", catalog.gpuIds(),
        "engine", EngineProfiles.NAMES,
        "batch policy", BatchPolicies.names(),
        "waiting queue", WaitingQueues.names(),
        "router", Routers.names(),
        "weight format", Arrays.stream(WeightFormat.values()).map(WeightFormat::id).toList(),
        "KV cache format", Arrays.stream(KvCacheFormat.values()).map(KvCacheFormat::id).toList());
  }

  /**
   * What could be written at a place.
   *
   * @param caret number of the character before which the caret stands
   */
  public static Completion at(String text, int caret) {
    int from = caret;
    while (from > 0 && isOfWord(text.charAt(from - 1))) {
      from--;
    }
    int to = Math.max(caret, Fix.end(text, from));
    YamlPlace place = YamlPlace.of(text, from);
    List<JsonNode> here = List.of(SCHEMA);
    for (String key : place.path()) {
      here = below(here, key);
    }
    String begun = text.substring(from, caret);
    Map<String, String> found = new LinkedHashMap<>();
    for (JsonNode node : alternatives(here)) {
      if (place.isValue()) {
        values(node, found);
      } else {
        node.path("properties")
            .properties()
            .forEach(
                entry ->
                    found.putIfAbsent(
                        entry.getKey() + ": ", entry.getValue().path("description").asText()));
      }
    }
    List<Offer> offers = new ArrayList<>();
    found.forEach(
        (word, about) -> {
          if (word.startsWith(begun) && offers.size() < MOST) {
            offers.add(new Offer(word, about));
          }
        });
    return new Completion(from, to, offers);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || "_-./".indexOf(c) >= 0;
  }

  private static List<JsonNode> below(List<JsonNode> nodes, String key) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode node : alternatives(nodes)) {
      JsonNode child = node.path("properties").path(key);
      if (!child.isMissingNode()) {
        found.add(child);
      }
    }
    return found;
  }

  /** What a node may be, references followed; of a list its items. */
  private static List<JsonNode> alternatives(List<JsonNode> nodes) {
    List<JsonNode> all = new ArrayList<>();
    nodes.forEach(node -> gather(node, all));
    return all;
  }

  private static void gather(JsonNode node, List<JsonNode> all) {
    if (node.has("$ref")) {
      gather(SCHEMA.at(node.get("$ref").asText().substring(1)), all);
    }
    if (node.has("items")) {
      gather(node.get("items"), all);
    }
    for (String kind : List.of("anyOf", "oneOf", "allOf")) {
      node.path(kind).forEach(each -> gather(each, all));
    }
    all.add(node);
  }

  private static void values(JsonNode node, Map<String, String> found) {
    for (String kind : List.of("enum", "examples")) {
      node.path(kind).forEach(each -> found.putIfAbsent(each.asText(), ""));
    }
    if (node.path("const").isTextual()) {
      found.putIfAbsent(node.get("const").asText(), "");
    }
    if (node.path("type").asText().equals("boolean")) {
      found.putIfAbsent("true", "");
      found.putIfAbsent("false", "");
    }
    if (node.path("default").isValueNode() && !node.path("default").asText().isEmpty()) {
      found.putIfAbsent(node.get("default").asText(), "default");
    }
  }

  /** The text with an offer taken. */
  public String applied(String text, Offer offer) {
    return text.substring(0, from) + offer.text() + text.substring(to);
  }
}
