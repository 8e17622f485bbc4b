package io.foretoken.sim.batch;

/**
 * A way to batch, in the registry of {@link BatchPolicies}: a name and a record of options. One of
 * a user's own is a {@link BatchPolicyProvider} listed under {@code
 * META-INF/services/io.foretoken.sim.batch.PolicyProvider}; its record's components are then the
 * keys of {@code batching.options} in a scenario.
 */
public interface PolicyProvider {
  /** The name that scenarios use. */
  String name();

  /** The options where a scenario gives none; {@code policy()} of them is {@link #name}. */
  PolicyOptions defaults();
}
