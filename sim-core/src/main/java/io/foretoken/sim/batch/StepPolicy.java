package io.foretoken.sim.batch;

import java.util.function.Function;
import java.util.function.Supplier;

/** A shipped policy that decides step by step. */
record StepPolicy<O extends PolicyOptions>(
    O defaults, Class<O> type, Function<O, BatchPolicy> factory) implements BatchPolicyProvider {

  /** A policy without options of its own. */
  static StepPolicy<NoOptions> plain(String name, Supplier<BatchPolicy> factory) {
    return new StepPolicy<>(new NoOptions(name), NoOptions.class, options -> factory.get());
  }

  @Override
  public String name() {
    return defaults.policy();
  }

  @Override
  public BatchPolicy create(PolicyOptions options) {
    if (!type.isInstance(options)) {
      throw new IllegalArgumentException(
          "policy " + name() + " takes " + type.getSimpleName() + ", not " + options);
    }
    return factory.apply(type.cast(options));
  }
}
