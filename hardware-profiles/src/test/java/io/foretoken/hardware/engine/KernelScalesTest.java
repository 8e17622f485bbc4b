package io.foretoken.hardware.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.operator.WeightFormat;
import java.util.List;
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

    assertThat(host.scaleOf(Fixtures.H100)).isEqualTo(1);
    assertThat(host.scales())
        .allSatisfy(scale -> assertThat(scale.gpus()).doesNotContain("h100-sxm-80gb"));
  }

  /** Other kernels for other architectures: beside the common factor one by GPU. */
  @Test
  void decodeAttentionDiffersByGpu() {
    KernelScales kernels =
        new KernelScales(
            1,
            1.05,
            false,
            1,
            0.9,
            List.of(new GpuScale(List.of("h100-sxm-80gb"), 0.8)),
            1,
            0,
            1,
            ExpertScales.MEASURED,
            1,
            0,
            false,
            1,
            5,
            1,
            false);

    assertThat(kernels.decodeAttention(Fixtures.H100)).isCloseTo(0.72, within(1e-12));
    assertThat(kernels.decodeAttention(Fixtures.B200)).isEqualTo(0.9);
    assertThat(kernels.gemm(WeightFormat.NVFP4)).isEqualTo(1.05);
    assertThat(kernels.gemm(WeightFormat.FP8)).isEqualTo(1);
  }

  /**
   * A response of 500 us for every 20 tokens is 25 us a step beside the 10 of the sequence; one for
   * every token counts as one for every ten, the fewest measured.
   */
  @Test
  void responsesAreSpreadOverTheSteps() {
    HostTimes host = new HostTimes(1000, 20, 10, 500, 0.1, 0, 1, List.of());

    assertThat(host.answeringEvery(20).sequenceUs()).isEqualTo(35);
    assertThat(host.answeringEvery(1).sequenceUs()).isEqualTo(60);
    assertThat(host.answeringEvery(20).responseUs()).isZero();
  }

  /** A share of 0.1 for each of seven further ranks: 1.7 times as long, on a B200's host 0.6. */
  @Test
  void everyRankLengthensTheHostThread() {
    HostTimes host =
        new HostTimes(
            1000, 20, 10, 500, 0.1, 0, 1, List.of(new GpuScale(List.of("b200-sxm"), 0.6)));

    assertThat(host.scaleOf(Fixtures.H100, 1)).isEqualTo(1);
    assertThat(host.scaleOf(Fixtures.H100, 8)).isCloseTo(1.7, within(1e-12));
    assertThat(host.scaleOf(Fixtures.B200, 8)).isCloseTo(1.02, within(1e-12));
  }

  /** Within its own process an engine has no API server, and its thread to itself. */
  @Test
  void withinItsOwnProcessAnEngineIsAlone() {
    EngineProfile served = EngineProfiles.newest("tensorrt-llm");
    EngineProfile alone = served.inProcess();
    double factor = served.host().inProcess();

    assertThat(factor).isLessThan(1);
    assertThat(alone.api()).isEqualTo(ApiTimes.NONE);
    assertThat(alone.host().sequenceUs()).isEqualTo(factor * served.host().sequenceUs());
    assertThat(alone.host().responseUs()).isZero();
    assertThat(alone.graphs().eagerLayerUs()).isEqualTo(factor * served.graphs().eagerLayerUs());
    assertThat(alone.kernels()).isEqualTo(served.kernels());
  }
}
