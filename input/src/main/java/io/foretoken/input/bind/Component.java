package io.foretoken.input.bind;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import java.lang.reflect.RecordComponent;

/**
 * A component of a record, as its declaration and annotations describe it.
 *
 * @param key the key users write
 * @param shape what its value looks like
 * @param defaultText what stands for a key that was not written; null when there is none
 * @param doc one sentence, or empty
 * @param nameOf the catalogue its value is looked up in, or empty
 * @param shorthand whether a scalar in place of the whole map is this component
 * @param remaining whether it receives all the keys that no other component takes
 */
record Component(
    String key,
    Shape shape,
    String defaultText,
    String doc,
    String nameOf,
    boolean shorthand,
    boolean remaining) {

  static Component of(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    Default text = component.getAnnotation(Default.class);
    Doc doc = component.getAnnotation(Doc.class);
    NameOf nameOf = component.getAnnotation(NameOf.class);
    return new Component(
        key == null ? snakeCase(component.getName()) : key.value(),
        Shapes.of(component.getGenericType(), component),
        text == null ? null : text.value(),
        doc == null ? "" : doc.value(),
        nameOf == null ? "" : nameOf.value(),
        component.isAnnotationPresent(Shorthand.class),
        component.isAnnotationPresent(Remaining.class));
  }

  boolean required() {
    return defaultText == null && !(shape instanceof OptionalShape) && !remaining;
  }

  /** The value of this component in a map that begins at {@code map} and does not have the key. */
  Object absent(Origin map, Site site) {
    if (defaultText != null) {
      LocatedNode node = LocatedYaml.parseValue(defaultText, map);
      return shape.read(node, site.child(key));
    }
    if (shape instanceof OptionalShape optional) {
      return optional.empty();
    }
    return site.problem(
        map,
        "the key \"" + key + "\" is missing",
        "add " + key + ": " + shape.wanted() + (doc.isEmpty() ? "" : " (" + doc + ")"));
  }

  private static String snakeCase(String name) {
    StringBuilder key = new StringBuilder();
    for (int at = 0; at < name.length(); at++) {
      char letter = name.charAt(at);
      if (Character.isUpperCase(letter) && at > 0 && !Character.isUpperCase(name.charAt(at - 1))) {
        key.append('_');
      }
      key.append(Character.toLowerCase(letter));
    }
    return key.toString();
  }
}
