package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.yaml.ScalarNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of the constants of an enum, by the names users write. */
final class ChoiceShape extends ScalarShape {
  private final Map<String, Object> byName = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();

  ChoiceShape(Class<?> enumType) {
    for (Object constant : enumType.getEnumConstants()) {
      String name = name(enumType, (Enum<?>) constant);
      names.add(name);
      byName.put(name, constant);
    }
    for (Object constant : enumType.getEnumConstants()) {
      for (String alias : aliases(enumType, (Enum<?>) constant)) {
        byName.putIfAbsent(alias, constant);
      }
    }
  }

  private static String name(Class<?> enumType, Enum<?> constant) {
    String[] named = aliases(enumType, constant);
    if (named.length > 0) {
      return named[0];
    }
    try {
      Method key = enumType.getMethod("key");
      key.setAccessible(true);
      return (String) key.invoke(constant);
    } catch (NoSuchMethodException e) {
      return constant.name().toLowerCase(Locale.ROOT);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("key() of " + enumType.getName() + " failed", e);
    }
  }

  private static String[] aliases(Class<?> enumType, Enum<?> constant) {
    try {
      Named named = enumType.getField(constant.name()).getAnnotation(Named.class);
      return named == null ? new String[0] : named.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  Object readScalar(ScalarNode scalar, Site site) {
    Object constant = byName.get(scalar.text());
    if (constant != null) {
      return constant;
    }
    String question = NearestName.question(scalar.text(), byName.keySet());
    return site.problem(
        scalar.origin(),
        "found " + scalar.describe() + ", which is not one of the accepted names",
        (question + " accepted: " + String.join(", ", names)).strip());
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object();
    ArrayNode values = schema.putArray("enum");
    byName.keySet().forEach(values::add);
    return schema;
  }

  @Override
  public String wanted() {
    return "one of " + String.join(", ", names);
  }

  @Override
  public boolean takesNone() {
    return byName.containsKey("none");
  }
}
