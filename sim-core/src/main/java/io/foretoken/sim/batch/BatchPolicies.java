package io.foretoken.sim.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The batch policies by name: the shipped ones, one line each, and those that a {@link
 * ServiceLoader} finds on the class path.
 */
public final class BatchPolicies {
  private static final List<PolicyProvider> SHIPPED =
      List.of(
          StepPolicy.plain(VllmV0Policy.NAME, VllmV0Policy::new),
          StepPolicy.plain(VllmV1Policy.NAME, VllmV1Policy::new),
          new StepPolicy<>(SglangOptions.DEFAULT, SglangOptions.class, SglangPolicy::new),
          new StepPolicy<>(
              TrtllmOptions.of(TrtllmGuaranteedNoEvictPolicy.NAME),
              TrtllmOptions.class,
              TrtllmGuaranteedNoEvictPolicy::new),
          new StepPolicy<>(
              TrtllmOptions.of(TrtllmMaxUtilizationPolicy.NAME),
              TrtllmOptions.class,
              TrtllmMaxUtilizationPolicy::new),
          new RequestPolicy(StaticOptions.NAME, StaticOptions.DEFAULT),
          new RequestPolicy(DynamicOptions.NAME, DynamicOptions.DEFAULT));

  private BatchPolicies() {}

  /** All of them, found once. */
  private static final class Known {
    static final Map<String, PolicyProvider> BY_NAME =
        byName(SHIPPED, ServiceLoader.load(PolicyProvider.class));
  }

  /**
   * Providers by name.
   *
   * @throws IllegalArgumentException if two have one name
   */
  static Map<String, PolicyProvider> byName(
      List<PolicyProvider> shipped, Iterable<PolicyProvider> found) {
    List<PolicyProvider> all = new ArrayList<>(shipped);
    found.forEach(all::add);
    Map<String, PolicyProvider> byName = new TreeMap<>();
    for (PolicyProvider provider : all) {
      PolicyProvider other = byName.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalArgumentException(
            "two batch policies are called '%s': %s and %s"
                .formatted(
                    provider.name(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    return byName;
  }

  /** The names, sorted. */
  public static List<String> names() {
    return List.copyOf(Known.BY_NAME.keySet());
  }

  /** Whether a policy ships, so that its options have keys of their own in scenarios. */
  public static boolean isShipped(String name) {
    return SHIPPED.stream().anyMatch(provider -> provider.name().equals(name));
  }

  /**
   * The options of a policy where a scenario gives none.
   *
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static PolicyOptions defaults(String name) {
    return find(name).defaults();
  }

  /** Whether the options belong to a policy that decides step by step. */
  public static boolean decidesByStep(PolicyOptions options) {
    return find(options.policy()) instanceof BatchPolicyProvider;
  }

  /**
   * A new instance of a policy that decides step by step.
   *
   * @throws IllegalArgumentException for an unknown name, whose message lists the known ones, for
   *     options of another policy's type, and for a policy of whole requests
   */
  public static BatchPolicy create(PolicyOptions options) {
    if (find(options.policy()) instanceof BatchPolicyProvider provider) {
      return provider.create(options);
    }
    throw new IllegalArgumentException(
        "policy '" + options.policy() + "' batches whole requests, not step by step");
  }

  private static PolicyProvider find(String name) {
    PolicyProvider provider = Known.BY_NAME.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "unknown batch policy '" + name + "'; known: " + String.join(", ", names()));
    }
    return provider;
  }
}
