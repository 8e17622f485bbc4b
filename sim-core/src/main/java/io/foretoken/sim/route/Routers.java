package io.foretoken.sim.route;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The routers by name. */
public final class Routers {
  private static final Map<String, Supplier<Router>> BY_NAME =
      Map.of(
          RoundRobin.NAME, RoundRobin::new,
          LeastOutstanding.NAME, LeastOutstanding::new);

  private Routers() {}

  /** The names, sorted. */
  public static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  /**
   * A new instance of a router.
   *
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static Router create(String name) {
    Supplier<Router> factory = BY_NAME.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "unknown router '" + name + "'; known: " + String.join(", ", names()));
    }
    return factory.get();
  }
}
