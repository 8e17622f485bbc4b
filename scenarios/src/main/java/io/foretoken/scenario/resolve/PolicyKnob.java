package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.sim.batch.VllmV1Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A knob below {@code batching} that only some policies have. Knobs that every engine has under a
 * name of its own are {@link EngineKnob}s.
 */
enum PolicyKnob {
  LONG_PREFILL_TOKEN_THRESHOLD(BatchingSpec::longPrefillTokenThreshold, VllmV1Policy.NAME);

  private final Function<BatchingSpec, ? extends Optional<? extends Located<?>>> written;
  private final List<String> policies;

  PolicyKnob(
      Function<BatchingSpec, ? extends Optional<? extends Located<?>>> written,
      String... policies) {
    this.written = written;
    this.policies = List.of(policies);
  }

  /** The key below {@code batching}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The keys that a policy has of its own. */
  static List<String> keysOf(String policy) {
    return Arrays.stream(values())
        .filter(knob -> knob.policies.contains(policy))
        .map(PolicyKnob::key)
        .toList();
  }

  /**
   * A problem for each knob of another policy.
   *
   * @param path place of the batching section in the scenario
   */
  static void refuseForeign(BatchingSpec batching, String policy, String path, Problems problems) {
    for (PolicyKnob knob : values()) {
      Optional<? extends Located<?>> value = knob.written.apply(batching);
      if (value.isPresent() && !knob.policies.contains(policy)) {
        List<String> own = keysOf(policy);
        problems.add(
            value.get().origin(),
            path + "." + knob.key(),
            knob.key()
                + " is a knob of policy "
                + String.join(" and ", knob.policies)
                + ", and the policy is "
                + policy,
            own.isEmpty() ? "leave it out" : "knobs of " + policy + ": " + String.join(", ", own));
      }
    }
  }
}
