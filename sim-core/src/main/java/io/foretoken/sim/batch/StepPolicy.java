package io.foretoken.sim.batch;

import java.util.function.Function;

/** A shipped policy that decides step by step. */
record StepPolicy<O extends PolicyOptions>(
    String name, O defaults, Class<O> type, Function<O, BatchPolicy> factory)
    implements BatchPolicyProvider {

  @Override
  public BatchPolicy create(PolicyOptions options) {
    if (!type.isInstance(options)) {
      throw new IllegalArgumentException(
          "policy " + name + " takes " + type.getSimpleName() + ", not " + options);
    }
    return factory.apply(type.cast(options));
  }
}
