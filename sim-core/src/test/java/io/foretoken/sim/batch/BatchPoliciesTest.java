package io.foretoken.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPoliciesTest {
  @Test
  void everyNameHasItsOptionsAndMakesItsPolicy() {
    assertThat(BatchPolicies.names()).contains(VllmV1Policy.NAME).isSorted();
    for (String name : BatchPolicies.names()) {
      PolicyOptions defaults = BatchPolicies.defaults(name);
      assertThat(defaults.policy()).isEqualTo(name);
      assertThat(BatchPolicies.isShipped(name)).as(name).isTrue();
      assertThat(BatchPolicies.decidesByStep(defaults))
          .as(name)
          .isNotEqualTo(defaults instanceof RequestLevelOptions);
      if (BatchPolicies.decidesByStep(defaults)) {
        assertThat(BatchPolicies.create(defaults)).as(name).isNotNull();
      }
    }
    assertThat(BatchPolicies.create(BatchPolicies.defaults("vllm-v1")))
        .isInstanceOf(VllmV1Policy.class);
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> BatchPolicies.defaults("vllm-v9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vllm-v9")
        .hasMessageContaining("vllm-v1");
    assertThat(BatchPolicies.isShipped("vllm-v9")).isFalse();
  }

  @Test
  void optionsOfAnotherPolicyAreRefused() {
    record Foreign(String policy) implements PolicyOptions {}

    assertThatThrownBy(() -> BatchPolicies.create(new Foreign("vllm-v1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("policy vllm-v1 takes NoOptions, not Foreign");
  }

  @Test
  void onesOwnPolicyJoinsTheShippedOnesUnlessItTakesTheirName() {
    PolicyProvider own = new RequestPolicy("my-own", StaticOptions.DEFAULT);
    PolicyProvider shipped = new RequestPolicy("shipped", StaticOptions.DEFAULT);

    assertThat(BatchPolicies.byName(List.of(shipped), List.of(own)))
        .containsOnlyKeys("my-own", "shipped");
    assertThatThrownBy(() -> BatchPolicies.byName(List.of(shipped), List.of(own, own)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two batch policies are called 'my-own'");
    assertThatThrownBy(() -> BatchPolicies.byName(List.of(own, shipped), List.of(shipped)))
        .hasMessageContaining("two batch policies are called 'shipped'");
  }
}
