package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map that is one of several records, chosen by the value of its discriminator. */
final class VariantsShape implements Shape {
  private final Class<?> type;
  private final Variants variants;
  private final Map<String, RecordShape> byName = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();

  VariantsShape(Class<?> type) {
    this.type = type;
    this.variants = type.getAnnotation(Variants.class);
    if (variants == null) {
      throw new IllegalArgumentException(type.getName() + " is neither a record nor has @Variants");
    }
    Class<?>[] records = variants.value();
    if (records.length == 0) {
      records = type.getPermittedSubclasses();
    }
    if (records == null || records.length == 0) {
      throw new IllegalArgumentException(type.getName() + " names no variants and is not sealed");
    }
    for (Class<?> variant : records) {
      addVariant(variant);
    }
  }

  private void addVariant(Class<?> variant) {
    Named named = variant.getAnnotation(Named.class);
    if (named == null || !type.isAssignableFrom(variant)) {
      throw new IllegalArgumentException(
          variant.getName() + " needs @Named and must be a " + type.getName());
    }
    names.add(named.value()[0]);
    for (String name : named.value()) {
      if (byName.put(name, Shapes.ofRecord(variant)) != null) {
        throw new IllegalArgumentException(type.getName() + " has two variants named " + name);
      }
    }
  }

  @Override
  public Object read(LocatedNode node, Site site) {
    if (node instanceof MapNode map) {
      return readMap(map, site);
    }
    if (!(node instanceof ScalarNode scalar) || node.isNull()) {
      return site.wrongKind(node, wanted(), hint());
    }
    if (isNumber(scalar) && variants.number() != void.class) {
      return Shapes.ofRecord(variants.number()).read(scalar, site);
    }
    if (variants.text() != void.class) {
      return Shapes.ofRecord(variants.text()).read(scalar, site);
    }
    RecordShape chosen = choose(scalar, site);
    return chosen == null
        ? null
        : chosen.read(MapNode.empty(node.origin()), site, variants.discriminator());
  }

  private Object readMap(MapNode map, Site site) {
    String key = variants.discriminator();
    LocatedNode name = map.get(key);
    if (name == null && variants.otherwise() != void.class) {
      return Shapes.ofRecord(variants.otherwise()).read(map, site, key);
    }
    if (name == null) {
      return discriminatorMissing(map, site);
    }
    if (!(name instanceof ScalarNode scalar) || name.isNull()) {
      return site.child(key).wrongKind(name, "a name", hint());
    }
    RecordShape chosen = choose(scalar, site.child(key));
    return chosen == null ? null : chosen.read(map, site, key);
  }

  private Object discriminatorMissing(MapNode map, Site site) {
    String key = variants.discriminator();
    Optional<MapNode.Entry> misspelt =
        map.entries().stream()
            .filter(entry -> NearestName.of(entry.key(), List.of(key)).isPresent())
            .findFirst();
    if (misspelt.isPresent()) {
      MapNode.Entry entry = misspelt.get();
      return site.child(entry.key())
          .problem(
              entry.keyOrigin(),
              "unknown key \"" + entry.key() + "\"",
              "did you mean \"" + key + "\"? " + hint());
    }
    return site.problem(map.origin(), "the key \"" + key + "\" is missing", hint());
  }

  private RecordShape choose(ScalarNode name, Site site) {
    RecordShape chosen = byName.get(name.text());
    if (chosen == null) {
      String question = NearestName.question(name.text(), byName.keySet());
      site.problem(
          name.origin(),
          "found " + name.describe() + ", which is not one of the accepted names",
          (question + " accepted: " + String.join(", ", names)).strip());
    }
    return chosen;
  }

  private static boolean isNumber(ScalarNode scalar) {
    return !scalar.quoted() && scalar.text().matches("[-+]?\\.?[0-9].*");
  }

  private String hint() {
    return "write " + variants.discriminator() + ": one of " + String.join(", ", names);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(type, () -> oneOf(definitions));
  }

  private ObjectNode oneOf(Definitions definitions) {
    ObjectNode schema = definitions.object();
    Doc doc = type.getAnnotation(Doc.class);
    if (doc != null) {
      schema.put("description", doc.value());
    }
    ArrayNode alternatives = schema.putArray("oneOf");
    List<String> bare = new ArrayList<>();
    for (RecordShape variant : byName.values().stream().distinct().toList()) {
      List<String> spellings =
          byName.keySet().stream().filter(name -> byName.get(name) == variant).toList();
      ObjectNode object = variant.objectSchema(definitions, variants.discriminator(), spellings);
      if (variant.type() == variants.otherwise()) {
        ((ArrayNode) object.get("required")).remove(0);
      }
      alternatives.add(object);
      if (!variant.hasRequiredKeys()) {
        bare.addAll(spellings);
      }
    }
    addShorthand(variants.number(), alternatives, definitions);
    addShorthand(variants.text(), alternatives, definitions);
    if (variants.text() == void.class && !bare.isEmpty()) {
      bare.forEach(alternatives.addObject().putArray("enum")::add);
    }
    return schema;
  }

  private static void addShorthand(
      Class<?> variant, ArrayNode alternatives, Definitions definitions) {
    if (variant != void.class) {
      Component component =
          Shapes.ofRecord(variant)
              .shorthand()
              .orElseThrow(
                  () -> new IllegalArgumentException(variant.getName() + " has no @Shorthand"));
      alternatives.add(component.shape().schema(definitions));
    }
  }

  @Override
  public String wanted() {
    return "a map with " + variants.discriminator();
  }
}
