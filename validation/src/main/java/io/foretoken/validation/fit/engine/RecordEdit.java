package io.foretoken.validation.fit.engine;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads and replaces a number in a tree of records and lists, by its path in the file they come
 * from.
 */
public final class RecordEdit {
  private RecordEdit() {}

  /**
   * The number at a path.
   *
   * @param path such as {@code host.step_us} or {@code host.scales.0.factor}
   */
  public static double get(Object of, String path) {
    if (path.isEmpty()) {
      return ((Number) of).doubleValue();
    }
    String rest = rest(path);
    return of instanceof List<?> list
        ? get(list.get(Integer.parseInt(first(path))), rest)
        : get(value(of, component(of, first(path))), rest);
  }

  /** The same tree with another number at a path; a switch is on where it is not 0. */
  @SuppressWarnings("unchecked") // a record with another number in it is of the same type
  public static <T> T with(T of, String path, double number) {
    if (path.isEmpty()) {
      return (T) (of instanceof Boolean ? (Object) (number != 0) : (Object) number);
    }
    String rest = rest(path);
    if (of instanceof List<?> list) {
      List<Object> changed = new ArrayList<>(list);
      changed.set(
          Integer.parseInt(first(path)),
          with(list.get(Integer.parseInt(first(path))), rest, number));
      return (T) changed;
    }
    RecordComponent changed = component(of, first(path));
    RecordComponent[] components = of.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Object value = value(of, components[i]);
      values[i] =
          components[i].getName().equals(changed.getName()) ? with(value, rest, number) : value;
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (T) of.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(path, e);
    }
  }

  private static String first(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static String rest(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? "" : path.substring(dot + 1);
  }

  private static RecordComponent component(Object of, String key) {
    return Arrays.stream(of.getClass().getRecordComponents())
        .filter(component -> snake(component.getName()).equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key + " in " + of.getClass()));
  }

  private static Object value(Object of, RecordComponent component) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.getName(), e);
    }
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
