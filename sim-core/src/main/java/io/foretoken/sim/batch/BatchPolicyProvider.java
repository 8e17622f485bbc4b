package io.foretoken.sim.batch;

/** Provides a policy that decides step by step. */
public interface BatchPolicyProvider extends PolicyProvider {
  /**
   * A new policy; every rank has one of its own.
   *
   * @param options of the same type as {@link #defaults}
   */
  BatchPolicy create(PolicyOptions options);
}
