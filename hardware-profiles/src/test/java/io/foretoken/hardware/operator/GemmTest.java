package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.sim.step.Limit;
import org.junit.jupiter.api.Test;

class GemmTest {
  private static final OperatorCoefficients H100 = CoefficientFiles.forGpu(Fixtures.H100);

  /** 1 PFLOPS, 2 TB/s, 100 SMs. */
  private static final DeviceRates ROUND = new DeviceRates(1e9, 2e6, 100, 50e6);

  private static GemmCoefficients coefficients(
      double launch, double depth, double order, double quantiseUs, double quantisePs) {
    return new GemmCoefficients(
        launch, depth, 0, 0, order, 0, 0, 0, 0, 0, 128, quantiseUs, quantisePs);
  }

  private static Gemm round(GemmCoefficients coefficients, double n, double k) {
    return new Gemm(coefficients, ROUND, 1e9, WeightFormat.BF16, 1, n, k);
  }

  private static Gemm h100(double n, double k, double computeScale) {
    return new Gemm(
        H100.gemm().bf16(),
        DeviceRates.of(Fixtures.H100, H100),
        989.4e6,
        WeightFormat.BF16,
        computeScale,
        n,
        k);
  }

  /**
   * m 128, n 4096, k 4096: 2*128*4096*4096 = 4.295e9 FLOP / 1e9 per us = 4.295 us, but 32 tiles of
   * 128 x 128 on 100 SMs are 0.32 of a wave, which costs its share; bytes 2*(4096*4096 + 128*4096 +
   * 128*4096) = 35.65e6 / 2e6 = 17.83 us; fixed 2 + 1 = 3 us. At order 1 the sum, 25.12 us;
   * bandwidth is the largest.
   */
  @Test
  void addsItsPartsAtOrderOne() {
    long time = round(coefficients(2, 1, 1, 0, 0), 4096, 4096).time(128);

    assertThat(OperatorTime.micros(time)).isCloseTo(3 + 4.294967 + 17.825792, within(1e-5));
    assertThat(OperatorTime.limit(time)).isEqualTo(Limit.MEMORY_BANDWIDTH);
  }

  /**
   * Above 128 rows whole tiles of 128 are paid: 129 rows multiply as long as 256 do, and 128 rows
   * half of that. With memory a thousand times faster only that is left: 2*256*4096*4096 FLOP / 1e9
   * per us = 8.59 us, to the 1e-5 that interpolating the twelfth root costs.
   */
  @Test
  void paysForWholeRowTiles() {
    DeviceRates fastMemory = new DeviceRates(1e9, 2e9, 100, 50e6);
    Gemm gemm =
        new Gemm(coefficients(0, 0, 12, 0, 0), fastMemory, 1e9, WeightFormat.BF16, 1, 4096, 4096);

    assertThat(OperatorTime.micros(gemm.time(256))).isCloseTo(8.589935, within(1e-4));
    assertThat(OperatorTime.micros(gemm.time(129))).isCloseTo(8.589935, within(1e-4));
    assertThat(OperatorTime.micros(gemm.time(128))).isCloseTo(4.294967, within(1e-4));
    assertThat(OperatorTime.limit(gemm.time(256))).isEqualTo(Limit.COMPUTE);
  }

  /**
   * Fractions of peak from the measured table: H100 at m 4096, n = k = 8192 reaches 0.80 of 989.
   */
  @Test
  void reachesTheMeasuredShareOfPeakForLargeProducts() {
    double micros = OperatorTime.micros(h100(8192, 8192, 1).time(4096));

    double share = 2.0 * 4096 * 8192 * 8192 / 989.4e6 / micros;
    assertThat(share).isCloseTo(0.80, within(0.04));
  }

  /** H100 at m 8 streams weights of 256 MB at 0.80 to 0.88 of 3.35 TB/s: 80 MB take about 91 us. */
  @Test
  void streamsLargeWeightsAtTheMeasuredShareOfBandwidth() {
    double micros = OperatorTime.micros(h100(16384, 8192, 1).time(8));

    assertThat(2.0 * 8192 * 16384 / 3.35e6 / micros).isCloseTo(0.84, within(0.04));
  }

  /** The engine's factor holds for what a product costs beyond its time at 16 rows. */
  @Test
  void scalesOnlyThePartAboveSixteenRows() {
    Gemm plain = h100(4096, 4096, 1);
    Gemm slower = h100(4096, 4096, 1.5);
    double at16 = OperatorTime.micros(plain.time(16));
    double at2048 = OperatorTime.micros(plain.time(2048));

    assertThat(slower.time(16)).isEqualTo(plain.time(16));
    assertThat(OperatorTime.micros(slower.time(2048)))
        .isCloseTo(at2048 + 0.5 * (at2048 - at16), within(1e-5));
  }

  /** Quantising the activation: 2 us + 3 ps for each of 100 x 4096 elements = 1.23 us more. */
  @Test
  void addsTheQuantisationOfActivations() {
    double with = OperatorTime.micros(round(coefficients(0, 0, 1, 2, 3), 512, 4096).time(100));
    double without = OperatorTime.micros(round(coefficients(0, 0, 1, 0, 0), 512, 4096).time(100));

    assertThat(with - without).isCloseTo(2 + 3e-6 * 100 * 4096, within(2e-6));
  }

  /**
   * The tables of H100 hold both sides of the edge at 1,024 rows. At n 5120 (Qwen3-14B's down
   * projection) a ninth row tile begins another wave: 102 us become 160 in the tables, and 143 at
   * 1,280 rows; a time that rises takes their mean.
   */
  @Test
  void tileEdgesStayVisible() {
    Gemm gemm =
        new Gemm(
            H100.gemm().bf16(),
            H100.measured().gemm(WeightFormat.BF16),
            DeviceRates.of(Fixtures.H100, H100),
            989.4e6,
            WeightFormat.BF16,
            1,
            5120,
            8192);

    double step = (double) gemm.time(1025) / gemm.time(1024);
    double inside = (double) gemm.time(1024) / gemm.time(1000);

    assertThat(step).isGreaterThan(1.25);
    assertThat(inside).isBetween(1.0, 1.02);
  }
}
