package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.StaticOptions;
import io.foretoken.sim.batch.VllmV1Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A knob below {@code batching} that only some policies have. Knobs that every engine has under a
 * name of its own are {@link EngineKnob}s.
 *
 * @param key the key below {@code batching}
 * @param policies the policies that have it
 * @param written what a scenario says
 */
record PolicyKnob(
    String key,
    List<String> policies,
    Function<BatchingSpec, ? extends Optional<? extends Located<?>>> written) {

  private static final List<PolicyKnob> OTHERS =
      List.of(
          new PolicyKnob(
              "long_prefill_token_threshold",
              List.of(VllmV1Policy.NAME),
              BatchingSpec::longPrefillTokenThreshold),
          new PolicyKnob(
              RequestLevelKnobs.BATCH_SIZE, List.of(StaticOptions.NAME), BatchingSpec::batchSize),
          new PolicyKnob(
              RequestLevelKnobs.BATCH_TIMEOUT,
              List.of(StaticOptions.NAME),
              BatchingSpec::batchTimeout),
          new PolicyKnob(
              RequestLevelKnobs.PREFERRED_BATCH_SIZES,
              List.of(DynamicOptions.NAME),
              BatchingSpec::preferredBatchSizes),
          new PolicyKnob(
              RequestLevelKnobs.MAX_QUEUE_DELAY,
              List.of(DynamicOptions.NAME),
              BatchingSpec::maxQueueDelay));

  private static Stream<PolicyKnob> all() {
    return Stream.concat(OTHERS.stream(), StepLevelKnobs.ALL.stream());
  }

  /** The keys that a policy has of its own. */
  static List<String> keysOf(String policy) {
    return all().filter(knob -> knob.policies.contains(policy)).map(PolicyKnob::key).toList();
  }

  /**
   * A problem for each knob of another policy.
   *
   * @param path place of the batching section in the scenario
   */
  static void refuseForeign(BatchingSpec batching, String policy, String path, Problems problems) {
    for (PolicyKnob knob : all().toList()) {
      Optional<? extends Located<?>> value = knob.written.apply(batching);
      if (value.isPresent() && !knob.policies.contains(policy)) {
        List<String> own = keysOf(policy);
        problems.add(
            value.get().origin(),
            path + "." + knob.key,
            knob.key
                + " is a knob of policy "
                + String.join(" and ", knob.policies)
                + ", and the policy is "
                + policy,
            own.isEmpty() ? "leave it out" : "knobs of " + policy + ": " + String.join(", ", own));
      }
    }
  }
}
