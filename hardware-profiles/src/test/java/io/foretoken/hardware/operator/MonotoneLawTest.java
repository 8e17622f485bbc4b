package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * More work never takes less time: products in bf16 by rows, attention by sequences and tokens,
 * experts by tokens, corrections included. Not so fp8 products on Hopper, which fall inside a row
 * tile, as measured.
 */
class MonotoneLawTest {
  private static final int SHAPES = 40;

  static Stream<GpuSpec> gpus() {
    return Fixtures.ALL.stream();
  }

  private static int power(SplittableRandom random, int from, int to) {
    return 1 << (from + random.nextInt(to - from + 1));
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void productsByRows(GpuSpec gpu) {
    OperatorCoefficients c = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, c);
    SplittableRandom random = new SplittableRandom(21);
    for (int i = 0; i < SHAPES; i++) {
      int n = 128 + random.nextInt(power(random, 8, 16));
      int k = 128 + random.nextInt(power(random, 8, 15));
      Gemm gemm =
          new Gemm(
              c.gemm().bf16(),
              c.measured().gemm(WeightFormat.BF16),
              device,
              device.flopsPerMicro(),
              WeightFormat.BF16,
              1,
              n,
              k);
      long last = 0;
      for (int m = 1; m <= 40_000; m += 1 + m / 40) {
        long now = OperatorTime.picos(gemm.time(m));
        // A millionth: the powers of the form come from tables.
        assertThat(now * 1.000001)
            .as("%s m %d n %d k %d", gpu.id(), m, n, k)
            .isGreaterThan((double) last);
        last = now;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void attentionBySequencesAndTokens(GpuSpec gpu) {
    OperatorCoefficients c = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, c);
    SplittableRandom random = new SplittableRandom(22);
    for (int i = 0; i < SHAPES / 4; i++) {
      int kvHeads = power(random, 0, 4);
      int heads = kvHeads * power(random, 0, 3);
      int window = random.nextBoolean() ? 0 : 1024;
      DecodeAttention decode =
          new DecodeAttention(
              c.decodeAttention().bf16(),
              c.measured().decode(KvCacheFormat.BF16, window),
              device,
              heads,
              kvHeads,
              128,
              2,
              window > 0,
              1);
      long[] before = new long[40];
      for (int rows = 1; rows <= 1200; rows += 1 + rows / 6) {
        long last = 0;
        for (int l = 0; l < before.length; l++) {
          long length = (long) (10 * StrictMath.pow(1.3, l));
          long now = OperatorTime.picos(decode.time(rows, rows * length));
          assertThat(now)
              .as("%s rows %d length %d", gpu.id(), rows, length)
              .isGreaterThanOrEqualTo(last);
          assertThat(now * 1.000001)
              .as("%s rows %d length %d", gpu.id(), rows, length)
              .isGreaterThan((double) before[l]);
          last = now;
          before[l] = now;
        }
      }
      PrefillAttention prefill =
          new PrefillAttention(
              c.prefillAttention().bf16(),
              c.measured().prefill(KvCacheFormat.BF16, window),
              c.decodeAttention().bf16().memoryLoss(),
              device,
              heads,
              kvHeads,
              128,
              2,
              window,
              1);
      for (int count = 1; count <= 5; count += 2) {
        long last = 0;
        for (int tokens = 1; tokens < 30_000; tokens += 1 + tokens / 20) {
          int[] fresh = new int[count];
          Arrays.fill(fresh, tokens);
          long now = OperatorTime.picos(prefill.time(count, fresh, new int[count]));
          assertThat(now * 1.000001)
              .as("%s tokens %d", gpu.id(), tokens)
              .isGreaterThan((double) last);
          last = now;
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void expertsByTokens(GpuSpec gpu) {
    OperatorCoefficients c = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, c);
    int[][] models = {{4096, 14_336, 8, 2}, {2048, 768, 128, 8}, {5120, 1024, 64, 4}};
    for (int[] model : models) {
      for (int ranks = 1; ranks <= 8; ranks *= 2) {
        MoeLayer layer =
            new MoeLayer(
                c.moe().bf16(),
                c.measured().moe(WeightFormat.BF16, model[0], model[1], model[2], model[3]),
                Routing.SKEWED,
                device,
                device.flopsPerMicro(),
                WeightFormat.BF16,
                model[2],
                model[3],
                model[0],
                model[1],
                true,
                ranks,
                1,
                1);
        long last = 0;
        for (int tokens = 1; tokens < 40_000; tokens += 1 + tokens / 20) {
          long now = OperatorTime.picos(layer.time(tokens));
          assertThat(now * 1.000001)
              .as("%s tokens %d", gpu.id(), tokens)
              .isGreaterThan((double) last);
          last = now;
        }
      }
    }
  }
}
