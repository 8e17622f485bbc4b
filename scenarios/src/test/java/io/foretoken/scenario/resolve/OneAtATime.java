package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;
import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.batch.BatchPolicyProvider;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.VllmV1Policy;

/** A policy such as a user may bring. */
public final class OneAtATime implements BatchPolicyProvider {
  static final String NAME = "one-at-a-time";

  record Options(@Default("1") @Range(min = 1) int atOnce) implements PolicyOptions {
    @Override
    public String policy() {
      return NAME;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PolicyOptions defaults() {
    return new Options(1);
  }

  @Override
  public BatchPolicy create(PolicyOptions options) {
    return new VllmV1Policy();
  }
}
