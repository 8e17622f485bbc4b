package io.foretoken.scenario.resolve;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.VllmV1Policy;
import java.util.List;
import java.util.Optional;

/** From a batch policy as written to its options. */
final class PolicyResolver {
  private static final String CONTINUOUS = "continuous";

  private final EngineSpec spec;
  private final EngineProfile profile;
  private final String path;
  private final Problems problems;

  /**
   * @param path the engine's place in the scenario
   */
  PolicyResolver(EngineSpec spec, EngineProfile profile, String path, Problems problems) {
    this.spec = spec;
    this.profile = profile;
    this.path = path;
    this.problems = problems;
  }

  /** The policy with its options; with problems added, some policy that is known. */
  PolicyOptions resolve() {
    List<String> known = BatchPolicies.names();
    Optional<Located<String>> written = spec.batching().map(BatchingSpec::policy);
    String asked = written.map(Located::value).orElse(CONTINUOUS);
    String name = asked.equals(CONTINUOUS) ? profile.batching().policy() : asked;
    if (known.contains(name)) {
      return spec.batching()
          .map(batching -> options(name, batching))
          .orElseGet(() -> BatchPolicies.defaults(name));
    }
    if (asked.equals(CONTINUOUS)) {
      problems.add(
          spec.name().origin(),
          path + ".name",
          profile.name() + " batches by policy " + name + ", which is not modelled yet",
          "choose an engine whose policy is modelled, such as vllm");
    } else {
      String question = NearestName.question(name, known);
      String choices = "known: " + CONTINUOUS + ", " + String.join(", ", known);
      problems.add(
          written.orElseThrow().origin(),
          path + ".batching.policy",
          "no batch policy is called \"" + name + "\"",
          (question.isEmpty() ? "" : question + " ") + choices);
    }
    return BatchPolicies.defaults(VllmV1Policy.NAME);
  }

  private PolicyOptions options(String name, BatchingSpec batching) {
    String place = path + ".batching";
    PolicyKnob.refuseForeign(batching, name, place, problems);
    if (!BatchPolicies.isShipped(name)) {
      return ownOptions(name, batching, place);
    }
    if (batching.options().isPresent()) {
      problems.add(
          batching.options().get().origin(),
          place + ".options",
          "policy " + name + " has no options here",
          ownKeys(name));
    }
    return RequestLevelKnobs.options(name, batching, place, problems)
        .or(() -> StepLevelKnobs.options(name, batching))
        .orElseGet(() -> BatchPolicies.defaults(name));
  }

  private static String ownKeys(String name) {
    List<String> keys = PolicyKnob.keysOf(name);
    return keys.isEmpty()
        ? "leave it out"
        : "write them without \"options\": " + String.join(", ", keys);
  }

  /** The options of a policy that the user brought: a record whose components are the keys. */
  private PolicyOptions ownOptions(String name, BatchingSpec batching, String place) {
    PolicyOptions defaults = BatchPolicies.defaults(name);
    if (batching.options().isEmpty()) {
      return defaults;
    }
    MapNode map = batching.options().get();
    if (!defaults.getClass().isRecord()) {
      problems.add(map.origin(), place + ".options", "policy " + name + " has no options", "");
      return defaults;
    }
    PolicyOptions bound = RecordBinder.bind(map, defaults.getClass(), place + ".options", problems);
    return bound == null ? defaults : bound;
  }
}
