package io.foretoken.validation.fit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileParameterTest {

  /** (100 + 20) * e^0.5 - 20 = 177.85 us; 0 comes back to the start. */
  @Test
  void movesOnALogarithmicScaleThatMayBeginAtZero() {
    ProfileParameter parameter =
        new ProfileParameter("device.step_us", List.of("0.19"), List.of(), 20, 0, 1000, 0.7);

    assertThat(parameter.value(100, 0.5)).isCloseTo(177.847, within(1e-3));
    assertThat(parameter.value(0, 0)).isZero();
  }

  @Test
  void staysWithinItsBounds() {
    ProfileParameter parameter =
        new ProfileParameter("kernels.gemm", List.of("0.19"), List.of(), 0, 0.8, 1.4, 0.1);

    assertThat(parameter.value(1, 5)).isEqualTo(1.4);
    assertThat(parameter.value(1, -5)).isEqualTo(0.8);
  }

  @Test
  void isAppliedToTheVersionsThatShareIt() {
    ProfileParameter parameter =
        new ProfileParameter("host.step_us", List.of("0.19", "0.23"), List.of(), 0, 0, 1e4, 0.4);
    EngineProfile older = EngineProfiles.find("vllm", "0.15");
    EngineProfile newer = EngineProfiles.find("vllm", "0.23");

    assertThat(parameter.apply(older, 1234)).isSameAs(older);
    assertThat(parameter.apply(newer, 1234).host().stepUs()).isEqualTo(1234);
    assertThat(parameter.start(List.of(older, newer))).isEqualTo(newer.host().stepUs());
  }
}
