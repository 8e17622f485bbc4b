package io.foretoken.sim.batch;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The batch policies by name. */
public final class BatchPolicies {
  private static final Map<String, Supplier<BatchPolicy>> BY_NAME =
      Map.of(VllmV1Policy.NAME, VllmV1Policy::new);

  private BatchPolicies() {}

  /** The names, sorted. */
  public static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  /**
   * A new instance of a policy.
   *
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static BatchPolicy create(String name) {
    Supplier<BatchPolicy> factory = BY_NAME.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "unknown batch policy '" + name + "'; known: " + String.join(", ", names()));
    }
    return factory.get();
  }
}
