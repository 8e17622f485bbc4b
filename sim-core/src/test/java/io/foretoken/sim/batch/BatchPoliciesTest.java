package io.foretoken.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchPoliciesTest {
  @Test
  void everyNameMakesItsPolicy() {
    assertThat(BatchPolicies.names()).contains(VllmV1Policy.NAME).isSorted();
    for (String name : BatchPolicies.names()) {
      assertThat(BatchPolicies.create(name)).as(name).isNotNull();
    }
    assertThat(BatchPolicies.create("vllm-v1")).isInstanceOf(VllmV1Policy.class);
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> BatchPolicies.create("vllm-v9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vllm-v9")
        .hasMessageContaining("vllm-v1");
  }
}
