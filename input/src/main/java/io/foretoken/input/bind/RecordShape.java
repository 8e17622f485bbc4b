package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A map with known keys: the components of a record. */
final class RecordShape implements Shape {
  private final Class<?> type;
  private final boolean ignoresUnknown;

  /** Found on first use, since records may contain themselves. */
  private volatile Declaration declaration;

  private record Declaration(
      List<Component> components,
      List<String> keys,
      boolean takesRemaining,
      Constructor<?> constructor) {}

  RecordShape(Class<?> type) {
    this.type = type;
    this.ignoresUnknown = type.isAnnotationPresent(AllowsUnknownKeys.class);
  }

  private Declaration declaration() {
    Declaration known = declaration;
    if (known == null) {
      known = declare(type);
      declaration = known;
    }
    return known;
  }

  private static Declaration declare(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    List<Component> components = Arrays.stream(declared).map(Component::of).toList();
    if (components.stream().filter(Component::shorthand).count() > 1) {
      throw new IllegalArgumentException(type.getName() + " has more than one @Shorthand");
    }
    List<String> keys =
        components.stream().filter(c -> !c.remaining()).map(Component::key).toList();
    if (new HashSet<>(keys).size() < keys.size()) {
      throw new IllegalArgumentException(type.getName() + " has two components with one key");
    }
    Class<?>[] types =
        Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      boolean takesRemaining = components.stream().anyMatch(Component::remaining);
      return new Declaration(components, keys, takesRemaining, constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.getName() + " has no canonical constructor", e);
    }
  }

  Class<?> type() {
    return type;
  }

  Optional<Component> shorthand() {
    return declaration().components().stream().filter(Component::shorthand).findFirst();
  }

  boolean hasRequiredKeys() {
    return declaration().components().stream().anyMatch(Component::required);
  }

  @Override
  public Object read(LocatedNode node, Site site) {
    return read(node, site, null);
  }

  /**
   * As {@link #read(LocatedNode, Site)}.
   *
   * @param discriminator a key that has been read already and is allowed besides the record's own;
   *     null for none
   */
  Object read(LocatedNode node, Site site, String discriminator) {
    if (node instanceof MapNode map) {
      return readMap(map, site, discriminator);
    }
    if (node.isNull()) {
      return readMap(MapNode.empty(node.origin()), site, discriminator);
    }
    if (node instanceof ScalarNode && shorthand().isPresent()) {
      String key = shorthand().get().key();
      return readMap(
          MapNode.empty(node.origin()).with(key, node.origin(), node), site, discriminator);
    }
    return site.wrongKind(node, "a map", "its keys: " + String.join(", ", declaration().keys()));
  }

  private Object readMap(MapNode map, Site site, String discriminator) {
    Declaration declared = declaration();
    List<MapNode.Entry> unknown = new ArrayList<>();
    for (MapNode.Entry entry : map.entries()) {
      if (!declared.keys().contains(entry.key()) && !entry.key().equals(discriminator)) {
        unknown.add(entry);
      }
    }
    Set<String> misspelt = new HashSet<>();
    if (!ignoresUnknown && !declared.takesRemaining()) {
      for (MapNode.Entry entry : unknown) {
        misspelt.addAll(unknownKey(entry, map, site, discriminator).stream().toList());
      }
    }
    Object[] values = new Object[declared.components().size()];
    boolean complete = ignoresUnknown || declared.takesRemaining() || unknown.isEmpty();
    for (int i = 0; i < values.length; i++) {
      Component component = declared.components().get(i);
      if (component.remaining()) {
        values[i] = new MapNode(map.origin(), unknown);
      } else if (!misspelt.contains(component.key())) {
        values[i] = readComponent(component, map, site);
      }
      complete &= values[i] != null;
    }
    return complete ? construct(declared.constructor(), values, map.origin(), site) : null;
  }

  private static Object readComponent(Component component, MapNode map, Site site) {
    LocatedNode value = map.get(component.key());
    boolean emptyWithDefault =
        value != null
            && value.isNull()
            && component.defaultText() != null
            && !(component.shape() instanceof OptionalShape);
    return value == null || emptyWithDefault
        ? component.absent(map.origin(), site)
        : component.shape().read(value, site.child(component.key()));
  }

  /**
   * Reports the key; returns the key of this record that was meant, when that one was not written.
   */
  private Optional<String> unknownKey(
      MapNode.Entry entry, MapNode map, Site site, String discriminator) {
    List<String> allowed = new ArrayList<>(declaration().keys());
    if (discriminator != null) {
      allowed.add(0, discriminator);
    }
    String question = NearestName.question(entry.key(), allowed);
    site.child(entry.key())
        .problem(
            entry.keyOrigin(),
            "unknown key \"" + entry.key() + "\"",
            (question + " allowed here: " + String.join(", ", allowed)).strip());
    return NearestName.of(entry.key(), allowed).filter(key -> !map.has(key));
  }

  private static Object construct(
      Constructor<?> constructor, Object[] values, Origin origin, Site site) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof NotAQuantityException refused) {
        return site.problem(origin, refused.getMessage(), refused.hint());
      }
      if (e.getCause() instanceof IllegalArgumentException refused) {
        return site.problem(origin, String.valueOf(refused.getMessage()), "");
      }
      throw new IllegalStateException("the constructor of " + constructor.getName() + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + constructor.getName(), e);
    }
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(
        type, () -> withShorthand(definitions, objectSchema(definitions, "", List.of())));
  }

  private ObjectNode withShorthand(Definitions definitions, ObjectNode object) {
    if (shorthand().isEmpty()) {
      return object;
    }
    ObjectNode either = definitions.object();
    either.putArray("oneOf").add(object).add(shorthand().get().shape().schema(definitions));
    return either;
  }

  /** The schema of the map itself, with the discriminator that chooses it, unless that is empty. */
  ObjectNode objectSchema(Definitions definitions, String discriminator, List<String> names) {
    ObjectNode schema = definitions.object().put("type", "object");
    Doc doc = type.getAnnotation(Doc.class);
    if (doc != null) {
      schema.put("description", doc.value());
    }
    ObjectNode properties = schema.putObject("properties");
    List<String> required = new ArrayList<>();
    if (!discriminator.isEmpty()) {
      ArrayNode values = properties.putObject(discriminator).putArray("enum");
      names.forEach(values::add);
      required.add(discriminator);
    }
    for (Component component : declaration().components()) {
      if (!component.remaining()) {
        properties.set(component.key(), definitions.describe(component));
        if (component.required()) {
          required.add(component.key());
        }
      }
    }
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    schema.put("additionalProperties", ignoresUnknown || declaration().takesRemaining());
    return schema;
  }

  @Override
  public String wanted() {
    return "a map";
  }
}
