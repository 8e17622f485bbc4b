package io.foretoken.scenario.facts;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Writes a tree of records out as facts: a key per component, so that a sheet has all that a record
 * has. What is empty, not a number or an empty list or text is left out.
 */
final class RecordFacts {
  private final List<Fact> facts = new ArrayList<>();

  private RecordFacts() {}

  /**
   * The facts of a record.
   *
   * @param inline components of type record whose own components stand beside the others
   */
  static List<Fact> of(Record record, String... inline) {
    RecordFacts flat = new RecordFacts();
    flat.add("", record, List.of(inline));
    return flat.facts;
  }

  private void add(String prefix, Record record, List<String> inline) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = valueOf(component, record);
      boolean here = inline.contains(component.getName());
      String key = prefix + snakeCase(component.getName());
      if (here && value instanceof Record inner) {
        add(prefix, inner, List.of());
      } else {
        add(key, value);
      }
    }
  }

  private void add(String key, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(inner -> add(key, inner));
    } else if (value instanceof OptionalDouble optional) {
      optional.ifPresent(inner -> add(key, inner));
    } else if (value instanceof OptionalInt optional) {
      optional.ifPresent(inner -> add(key, inner));
    } else if (value instanceof Record inner) {
      add(key + ".", inner, List.of());
    } else if (value instanceof List<?> list) {
      addList(key, list);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> add(key + "." + name, inner));
    } else if (value instanceof Enum<?> choice) {
      facts.add(new Fact(key, choice.name().toLowerCase(Locale.ROOT)));
    } else if (!isEmpty(value)) {
      facts.add(new Fact(key, value));
    }
  }

  private void addList(String key, List<?> list) {
    if (list.stream().noneMatch(Record.class::isInstance)) {
      if (!list.isEmpty()) {
        facts.add(new Fact(key, list));
      }
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      add(key + "." + i, list.get(i));
    }
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof Double number && number.isNaN())
        || (value instanceof String text && text.isEmpty());
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
