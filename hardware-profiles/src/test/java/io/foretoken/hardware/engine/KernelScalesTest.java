package io.foretoken.hardware.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.operator.WeightFormat;
import org.junit.jupiter.api.Test;

class KernelScalesTest {
  private static final double MIB = 1024 * 1024;
  private static final EngineProfile VLLM = EngineProfiles.find("vllm", "0.19");

  /** Up to 64 MiB between two GPUs, 2 MiB between four, 0.5 MiB between eight. */
  @Test
  void onlySmallAllReducesAreFused() {
    KernelScales fused = VLLM.withFusedAllReduce().kernels();

    assertThat(fused.allReduce(64 * MIB, 2)).isEqualTo(fused.fusedAllReduce());
    assertThat(fused.allReduce(65 * MIB, 2)).isEqualTo(fused.allReduce());
    assertThat(fused.allReduce(2 * MIB, 4)).isEqualTo(fused.fusedAllReduce());
    assertThat(fused.allReduce(0.5 * MIB, 8)).isEqualTo(fused.fusedAllReduce());
    assertThat(fused.allReduce(MIB, 8)).isEqualTo(fused.allReduce());
  }

  @Test
  void noneIsFusedWhereTheEngineWasNotTold() {
    assertThat(VLLM.kernels().allReduce(MIB, 2)).isEqualTo(VLLM.kernels().allReduce());
  }

  @Test
  void anEngineWithoutTheSwitchStaysAsItIs() {
    EngineProfile other = EngineProfiles.newest("tensorrt-llm");

    assertThat(other.withFusedAllReduce()).isEqualTo(other);
  }

  @Test
  void everyNumberFormatOfExpertsHasItsKernel() {
    ExpertScales scales = new ExpertScales(1.1, 1.2, 1.3, 0.9, 1, 0);

    assertThat(scales.of(WeightFormat.BF16)).isEqualTo(1.1);
    assertThat(scales.of(WeightFormat.FP8_BLOCK)).isEqualTo(1.2);
    assertThat(scales.of(WeightFormat.NVFP4)).isEqualTo(1.3);
    assertThat(scales.of(WeightFormat.INT4)).isEqualTo(0.9);
    assertThat(ExpertScales.MEASURED.of(WeightFormat.INT4)).isEqualTo(1);
  }

  /** 8 ms on a host that takes 1.5 times as long are 12 ms; 4 us per token are 6. */
  @Test
  void theApiServerRunsOnTheSameHost() {
    ApiTimes slowed = new ApiTimes(8, 2, 0, 4, 20).slowed(1.5);

    assertThat(slowed.latencyNanos()).isEqualTo(12_000_000);
    assertThat(slowed.ingestNanos()).isEqualTo(3_000_000);
    assertThat(slowed.ingestPicosPerToken(true)).isEqualTo(6_000_000);
    assertThat(slowed.streamNanosPerChunk()).isEqualTo(30_000);
  }

  @Test
  void hostsAreToldByTheirGpu() {
    HostTimes host = VLLM.host();

    assertThat(host.scaleOf(io.foretoken.hardware.Fixtures.H100)).isEqualTo(1);
    assertThat(host.scales())
        .allSatisfy(scale -> assertThat(scale.gpus()).doesNotContain("h100-sxm-80gb"));
  }
}
