package io.foretoken.validation.fit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import org.junit.jupiter.api.Test;

class RecordEditTest {
  private static final EngineProfile VLLM = EngineProfiles.find("vllm", "0.19");

  @Test
  void readsANumberByItsPathInTheFile() {
    assertThat(RecordEdit.get(VLLM, "host.step_us")).isEqualTo(VLLM.host().stepUs());
    assertThat(RecordEdit.get(VLLM, "kernels.experts.bits8"))
        .isEqualTo(VLLM.kernels().experts().bits8());
    assertThat(RecordEdit.get(VLLM, "host.scales.0.factor"))
        .isEqualTo(VLLM.host().scales().get(0).factor());
  }

  @Test
  void replacesThatNumberAndNothingElse() {
    EngineProfile moved = RecordEdit.with(VLLM, "host.scales.0.factor", 1.25);

    assertThat(moved.host().scales().get(0).factor()).isEqualTo(1.25);
    assertThat(RecordEdit.with(moved, "host.scales.0.factor", factor())).isEqualTo(VLLM);
  }

  private static double factor() {
    return VLLM.host().scales().get(0).factor();
  }

  @Test
  void refusesAPathThatDoesNotExist() {
    assertThatThrownBy(() -> RecordEdit.get(VLLM, "host.sleep_us"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sleep_us");
  }
}
