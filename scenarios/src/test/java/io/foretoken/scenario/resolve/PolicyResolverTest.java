package io.foretoken.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.sim.batch.NoOptions;
import io.foretoken.sim.batch.PolicyOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch policy is a name or a name with options of its own. */
class PolicyResolverTest {
  private record Answer(PolicyOptions policy, List<String> problems) {}

  private static Answer resolve(String engine) {
    Problems problems = new Problems();
    EngineSpec spec =
        RecordBinder.bind(LocatedYaml.parseMap(engine, "e.yaml"), EngineSpec.class, problems);
    assertThat(problems.list()).isEmpty();
    PolicyOptions policy =
        new PolicyResolver(
                spec, EngineProfiles.newest(spec.name().value()), "fleet.main.engine", problems)
            .resolve();
    return new Answer(policy, problems.list().stream().map(Problem::toString).toList());
  }

  @Test
  void continuousIsTheEnginesOwn() {
    assertThat(resolve("name: vllm").policy()).isEqualTo(new NoOptions("vllm-v1"));
    assertThat(resolve("{name: vllm, batching: {policy: continuous}}").policy())
        .isEqualTo(new NoOptions("vllm-v1"));
  }

  @Test
  void aPolicyOfOnesOwnTakesTheComponentsOfItsRecordAsKeys() {
    assertThat(resolve("batching: {policy: one-at-a-time}").policy())
        .isEqualTo(new OneAtATime.Options(1));
    assertThat(resolve("batching: {policy: one-at-a-time, options: {at_once: 3}}").policy())
        .isEqualTo(new OneAtATime.Options(3));
  }

  @Test
  void unknownAndOutOfRangeOptionsOfOnesOwnPolicyAreProblemsWhereTheyStand() {
    Answer answer = resolve("batching: {policy: one-at-a-time, options: {at_onec: 3}}");
    assertThat(answer.problems())
        .singleElement()
        .asString()
        .contains("e.yaml:1:45", "fleet.main.engine.batching.options.at_onec", "\"at_once\"?");
    assertThat(resolve("batching: {policy: one-at-a-time, options: {at_once: 0}}").problems())
        .singleElement()
        .asString()
        .contains("at_once", "at least 1");
  }

  @Test
  void aKnobOfAnotherPolicyIsRefusedByName() {
    Answer answer = resolve("batching: {policy: one-at-a-time, long_prefill_token_threshold: 100}");
    assertThat(answer.problems())
        .singleElement()
        .asString()
        .contains(
            "e.yaml:1:65",
            "long_prefill_token_threshold is a knob of policy vllm-v1, and the policy is"
                + " one-at-a-time");
  }

  @Test
  void shippedPoliciesHaveTheirKeysBesideTheName() {
    assertThat(resolve("batching: {policy: vllm-v1, options: {a: 1}}").problems())
        .singleElement()
        .asString()
        .contains("policy vllm-v1 has no options here", "long_prefill_token_threshold");
  }

  @Test
  void anUnknownPolicyIsRefusedWithTheNearestName() {
    assertThat(resolve("batching: {policy: vllm-v11}").problems())
        .singleElement()
        .asString()
        .contains("no batch policy is called \"vllm-v11\"", "did you mean \"vllm-v1\"?");
  }
}
