package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.sim.step.Limit;
import org.junit.jupiter.api.Test;

class CollectivesTest {
  private static final Collectives H100 = of(Fixtures.H100);

  private static Collectives of(GpuSpec gpu) {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu);
    return new Collectives(coefficients.collectives(), coefficients.measured(), gpu, false);
  }

  private static Collectives plain(CollectiveCoefficients own, CollectiveCoefficients library) {
    return new Collectives(new CollectiveFamily(own, library, library, library), Fixtures.H100);
  }

  /** 8 GPUs, 16 KB, a link of 450 GB/s: 4.1 + 7*0.19 + 1.75*16384/(450e3*0.99) + slow start. */
  @Test
  void shortMessagesPayTheFixedCost() {
    CollectiveCoefficients own = new CollectiveCoefficients(4.1, 0.19, 52, 32, 0.71, 0.79, 0.99);
    double volume = 1.75 * 16_384;
    double expected =
        4.1 + 7 * 0.19 + volume / (450e3 * 0.99) + 52 * (1 - StrictMath.exp(-volume / 32e6));

    long time = plain(own, own).allReduce(16_384, 8);

    assertThat(OperatorTime.micros(time)).isCloseTo(expected, within(1e-5));
    assertThat(OperatorTime.limit(time)).isEqualTo(Limit.COMMUNICATION);
  }

  /** Above the sizes of the engine's own kernel the library's is the faster. */
  @Test
  void longMessagesTakeTheFasterWay() {
    CollectiveCoefficients own = new CollectiveCoefficients(4.1, 0.19, 52, 32, 0.71, 0.79, 0.99);
    CollectiveCoefficients library = new CollectiveCoefficients(5, 1.6, 27, 6.8, 0.69, 0.8, 0.94);
    double bytes = 256e6;
    double volume = 1.75 * bytes;
    double byLibrary = 5.0 + 7 * 1.6 + volume / (450e3 * 0.94) + 27;
    double byOwn = 4.1 + 7 * 0.19 + volume / (450e3 * 0.99) + 52;

    assertThat(OperatorTime.micros(plain(own, library).allReduce(bytes, 8)))
        .isCloseTo(Math.min(byLibrary, byOwn), within(0.01));
  }

  /**
   * vLLM's own kernel on eight B200 takes 9.4 us for 128 KiB, what follows it 26 us for 256 KiB and
   * 17 us for 1 MiB: an engine with kernels for all sizes does not have the step.
   */
  @Test
  void evenAllReducesHaveNoStepBetweenKernels() {
    Collectives b200 = of(Fixtures.B200);
    double before = OperatorTime.micros(b200.evenAllReduce(128 << 10, 8));
    double at = OperatorTime.micros(b200.evenAllReduce(256 << 10, 8));
    double after = OperatorTime.micros(b200.evenAllReduce(1 << 20, 8));

    assertThat(at).isLessThan(before + (after - before) * 128 / 896 + 1e-3);
    assertThat(OperatorTime.micros(b200.allReduce(256 << 10, 8))).isGreaterThan(1.5 * at);
    assertThat(b200.evenAllReduce(256 << 10, 1)).isZero();
  }

  /** Nowhere slower than measured, nowhere above the link, never falling. */
  @Test
  void evenAllReducesLieBelowTheMeasuredOnes() {
    for (GpuSpec gpu : Fixtures.ALL) {
      Collectives collectives = of(gpu);
      for (int gpus = 2; gpus <= 8; gpus *= 2) {
        double last = 0;
        for (double bytes = 1000; bytes < 2e9; bytes *= 1.3) {
          double even = OperatorTime.micros(collectives.evenAllReduce(bytes, gpus));
          double roof =
              2.0 * (gpus - 1) / gpus * bytes / (gpu.scaleUpGbPerSecondPerDirection() * 1e3);
          assertThat(even)
              .isLessThanOrEqualTo(OperatorTime.micros(collectives.allReduce(bytes, gpus)))
              .isGreaterThanOrEqualTo(roof * (1 - 1e-6))
              .isGreaterThanOrEqualTo(last);
          last = even;
        }
      }
    }
  }

  /**
   * Measured on H100, own kernel in a graph, 2/4/8 GPUs: 4.3/4.8/5.4 us + bytes at 259/182/199
   * GB/s; 20 %, as that is one line through all sizes.
   */
  @Test
  void followsTheMeasuredAllReduce() {
    double[] fixed = {4.3, 4.8, 5.4};
    double[] rate = {259e3, 182e3, 199e3};
    for (int i = 0; i < 3; i++) {
      double expected = fixed[i] + 4e6 / rate[i];
      assertThat(OperatorTime.micros(H100.allReduce(4e6, 2 << i)))
          .isCloseTo(expected, within(0.2 * expected));
    }
  }

  /** A longer message never takes less: steps of the protocol are levelled out. */
  @Test
  void longerMessagesTakeLonger() {
    for (GpuSpec gpu : Fixtures.ALL) {
      Collectives collectives = of(gpu);
      for (int gpus = 2; gpus <= 8; gpus++) {
        long last = 0;
        for (double bytes = 256; bytes < 2e9; bytes *= 1.07) {
          long now = OperatorTime.picos(collectives.allReduce(bytes, gpus));
          assertThat(now).as("%s %d %f", gpu.id(), gpus, bytes).isGreaterThanOrEqualTo(last);
          last = now;
        }
      }
    }
  }

  @Test
  void oneGpuNeedsNone() {
    assertThat(H100.allReduce(1e6, 1)).isZero();
    assertThat(H100.allGather(1e6, 1)).isZero();
  }

  /**
   * Boards on PCIe: an all-reduce of 1 MB over 4 L40S takes over 100 times its 4.1 MB/us on NVLink.
   */
  @Test
  void pcieBoardsAreFarSlower() {
    Collectives l40s = of(Fixtures.L40S);

    assertThat(OperatorTime.micros(l40s.allReduce(1e6, 4)))
        .isGreaterThan(10 * OperatorTime.micros(H100.allReduce(1e6, 4)));
  }

  /**
   * Where boards on PCIe reach each other directly, eight take for 8 MB what two take for 14 MB at
   * 0.85^2 of their rate, and 6 more peers' fixed part (2.6 us each); through the host much longer.
   * With NVLink it makes no difference.
   */
  @Test
  void peersOnPcieTakeNearlyWhatTwoTake() {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(Fixtures.L40S);
    Collectives direct =
        new Collectives(coefficients.collectives(), coefficients.measured(), Fixtures.L40S, true);
    Collectives throughHost = of(Fixtures.L40S);
    double ofPair = OperatorTime.micros(throughHost.allReduce(14e6 / (0.85 * 0.85), 2));

    assertThat(OperatorTime.micros(direct.allReduce(8e6, 8))).isCloseTo(ofPair + 15.7, within(5.0));
    assertThat(OperatorTime.micros(throughHost.allReduce(8e6, 8))).isGreaterThan(5 * ofPair);
    assertThat(direct.allReduce(8e6, 2)).isEqualTo(throughHost.allReduce(8e6, 2));
    OperatorCoefficients ofH100 = CoefficientFiles.forGpu(Fixtures.H100);
    assertThat(
            new Collectives(ofH100.collectives(), ofH100.measured(), Fixtures.H100, true)
                .allReduce(8e6, 8))
        .isEqualTo(H100.allReduce(8e6, 8));
  }
}
