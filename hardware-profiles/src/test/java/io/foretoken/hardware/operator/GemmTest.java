package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.sim.step.Limit;
import org.junit.jupiter.api.Test;

class GemmTest {
  private static final OperatorCoefficients H100 = CoefficientFiles.forGpu(Fixtures.H100);

  private static Gemm bf16(GemmCoefficients coefficients) {
    return new Gemm(coefficients, new DeviceRates(1e9, 2e6, 100, 50e6), 1e9, WeightFormat.BF16, 1);
  }

  /** All losses 0, order 1: time is the sum of its parts. */
  private static final GemmCoefficients PLAIN =
      new GemmCoefficients(2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 128, 0, 0);

  /**
   * m 128, n 4096, k 4096 on 1 PFLOPS and 2 TB/s: 2*128*4096*4096 = 4.295e9 FLOP / 1e9 per us =
   * 4.295 us; bytes 2*(4096*4096 + 128*4096 + 128*4096) = 35.65e6 / 2e6 = 17.83 us; fixed 2 + 1 = 3
   * us. Sum 25.12 us, bandwidth is the largest.
   */
  @Test
  void addsItsPartsAtOrderOne() {
    long time = bf16(PLAIN).time(128, 4096, 4096);

    assertThat(OperatorTime.micros(time)).isCloseTo(3 + 4.294967 + 17.825792, within(1e-5));
    assertThat(OperatorTime.limit(time)).isEqualTo(Limit.MEMORY_BANDWIDTH);
  }

  /**
   * One row still fills a tile row of one: 1 row costs 1/128 of the compute of 128 rows; above 128
   * rows the next whole tile is paid: 129 rows cost what 256 do.
   */
  @Test
  void paysForWholeRowTiles() {
    Gemm gemm = bf16(new GemmCoefficients(0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 128, 0, 0));

    double rows256 = OperatorTime.micros(gemm.time(256, 32768, 32768));
    double rows129 = OperatorTime.micros(gemm.time(129, 32768, 32768));
    double memory129 = (32768.0 * 32768 + 2 * 129 * 32768.0) * 2 / 2e6;

    assertThat(OperatorTime.limit(gemm.time(4096, 32768, 32768))).isEqualTo(Limit.COMPUTE);
    assertThat(rows129).isGreaterThan(memory129);
    assertThat(rows129).isCloseTo(rows256, within(1.0));
  }

  /**
   * Fractions of peak from the measured table: H100 at m 4096, n = k = 8192 reaches 0.80 of 989.
   */
  @Test
  void reachesTheMeasuredShareOfPeakForLargeProducts() {
    Gemm gemm =
        new Gemm(
            H100.gemm().bf16(), DeviceRates.of(Fixtures.H100, H100), 989.4e6, WeightFormat.BF16, 1);

    double micros = OperatorTime.micros(gemm.time(4096, 8192, 8192));

    double share = 2.0 * 4096 * 8192 * 8192 / 989.4e6 / micros;
    assertThat(share).isCloseTo(0.80, within(0.04));
  }

  /** H100 at m 8 streams 256 MB of weights at 0.88 of 3.35 TB/s: about 91 us. */
  @Test
  void streamsLargeWeightsAtTheMeasuredShareOfBandwidth() {
    Gemm gemm =
        new Gemm(
            H100.gemm().bf16(), DeviceRates.of(Fixtures.H100, H100), 989.4e6, WeightFormat.BF16, 1);

    double share = 2.0 * 8192 * 16384 / 3.35e6 / OperatorTime.micros(gemm.time(8, 16384, 8192));

    assertThat(share).isCloseTo(0.86, within(0.03));
  }

  /** The engine's factor holds for what a product costs beyond its time at 16 rows. */
  @Test
  void scalesOnlyThePartAboveSixteenRows() {
    DeviceRates device = DeviceRates.of(Fixtures.H100, H100);
    Gemm plain = new Gemm(H100.gemm().bf16(), device, 989.4e6, WeightFormat.BF16, 1);
    Gemm slower = new Gemm(H100.gemm().bf16(), device, 989.4e6, WeightFormat.BF16, 1.5);
    double at16 = OperatorTime.micros(plain.time(16, 4096, 4096));
    double at2048 = OperatorTime.micros(plain.time(2048, 4096, 4096));

    assertThat(slower.time(16, 4096, 4096)).isEqualTo(plain.time(16, 4096, 4096));
    assertThat(OperatorTime.micros(slower.time(2048, 4096, 4096)))
        .isCloseTo(at2048 + 0.5 * (at2048 - at16), within(1e-5));
  }

  /** FP8 pays for quantising the activation: 2 us + 3 ps for each of 100 x 4096 elements = 1.23. */
  @Test
  void addsTheQuantisationOfActivations() {
    GemmCoefficients with = new GemmCoefficients(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 128, 2, 3);
    GemmCoefficients without = new GemmCoefficients(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 128, 0, 0);

    double difference =
        OperatorTime.micros(bf16(with).time(100, 512, 4096))
            - OperatorTime.micros(bf16(without).time(100, 512, 4096));

    assertThat(difference).isCloseTo(2 + 3e-6 * 100 * 4096, within(2e-6));
  }
}
