package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No form is faster than the datasheet's compute roof, nor than its bandwidth roof on bytes that
 * must come from HBM, with its correction: 200,000 random shapes per GPU and family in the profile
 * {@code slow}, fewer in every build.
 */
class RooflineLawTest {
  private static final int SHAPES = 10_000;
  private static final int ALL_SHAPES = 200_000;

  /**
   * Interpolated powers (2e-6) and rounding to picoseconds; every roof has more slack by its loss.
   */
  private static final double TOLERANCE = 1 - 1e-5;

  static Stream<GpuSpec> gpus() {
    return Fixtures.ALL.stream();
  }

  /** A whole number from 1 to {@code most}, every power of two as likely as the next. */
  private static int draw(SplittableRandom random, int most) {
    int bits = random.nextInt(32 - Integer.numberOfLeadingZeros(most));
    return Math.min(most, (1 << bits) + random.nextInt(1 << bits));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("gpus")
  void everyFamilyOver200000Shapes(GpuSpec gpu) {
    products(gpu, ALL_SHAPES);
    decodeAttention(gpu, ALL_SHAPES);
    prefillAttention(gpu, ALL_SHAPES);
    experts(gpu, ALL_SHAPES);
    latentAttention(gpu, ALL_SHAPES);
    collectives(gpu, ALL_SHAPES);
  }

  private static double micros(long time) {
    return OperatorTime.micros(time);
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void products(GpuSpec gpu) {
    products(gpu, SHAPES);
  }

  private static void products(GpuSpec gpu, int shapes) {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, coefficients);
    SplittableRandom random = new SplittableRandom(11);
    double closest = Double.POSITIVE_INFINITY;
    for (WeightFormat format : WeightFormat.values()) {
      if (format.refusal(gpu).isPresent()) {
        continue;
      }
      double flops = format.tflops(gpu) * 1e6;
      Gemm gemm = null;
      int n = 0;
      int k = 0;
      for (int i = 0; i < shapes / WeightFormat.values().length; i++) {
        if (i % 100 == 0) {
          n = draw(random, 131_072);
          k = draw(random, 65_536);
          gemm =
              new Gemm(
                  coefficients.gemm().of(format, gpu),
                  format.isNative(gpu) ? coefficients.measured().gemm(format) : Optional.empty(),
                  device,
                  flops,
                  format,
                  1,
                  n,
                  k);
        }
        int m = draw(random, 32_768);
        double compute = 2.0 * m * n * k / flops;
        double memory = (double) n * k * format.bytesPerWeight() / (gpu.memoryGbPerSecond() * 1e3);
        closest = Math.min(closest, micros(gemm.time(m)) / Math.max(compute, memory));
      }
    }
    assertThat(closest).isGreaterThanOrEqualTo(TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void decodeAttention(GpuSpec gpu) {
    decodeAttention(gpu, SHAPES);
  }

  private static void decodeAttention(GpuSpec gpu, int shapes) {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, coefficients);
    SplittableRandom random = new SplittableRandom(12);
    double closest = Double.POSITIVE_INFINITY;
    DecodeAttention attention = null;
    int heads = 0;
    int kvHeads = 0;
    int dim = 0;
    int kvBytes = 0;
    for (int i = 0; i < shapes; i++) {
      if (i % 500 == 0) {
        kvHeads = 1 << random.nextInt(6);
        heads = kvHeads << random.nextInt(5);
        dim = 64 << random.nextInt(3);
        kvBytes = 1 + random.nextInt(2);
        KvCacheFormat format = kvBytes == 1 ? KvCacheFormat.FP8 : KvCacheFormat.BF16;
        boolean windowed = random.nextBoolean();
        attention =
            new DecodeAttention(
                coefficients.decodeAttention().of(format),
                coefficients.measured().decode(format, windowed ? 128 : 0),
                device,
                heads,
                kvHeads,
                dim,
                kvBytes,
                windowed,
                1);
      }
      int rows = draw(random, 1024);
      long context = (long) rows * draw(random, 131_072);
      double memory = 2.0 * context * kvHeads * dim * kvBytes / (gpu.memoryGbPerSecond() * 1e3);
      double compute = 4.0 * context * heads * dim / (gpu.bf16Tflops() * 1e6);
      closest =
          Math.min(closest, micros(attention.time(rows, context)) / Math.max(memory, compute));
    }
    assertThat(closest).isGreaterThanOrEqualTo(TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void prefillAttention(GpuSpec gpu) {
    prefillAttention(gpu, SHAPES);
  }

  private static void prefillAttention(GpuSpec gpu, int shapes) {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, coefficients);
    SplittableRandom random = new SplittableRandom(13);
    double closest = Double.POSITIVE_INFINITY;
    PrefillAttention attention = null;
    int heads = 0;
    int kvHeads = 0;
    int dim = 0;
    int window = 0;
    int[] fresh = new int[1];
    int[] cached = new int[1];
    for (int i = 0; i < shapes; i++) {
      if (i % 500 == 0) {
        kvHeads = 1 << random.nextInt(6);
        heads = kvHeads << random.nextInt(5);
        dim = 64 << random.nextInt(3);
        window = random.nextBoolean() ? 0 : 128 << random.nextInt(6);
        attention =
            new PrefillAttention(
                coefficients.prefillAttention().bf16(),
                coefficients.measured().prefill(KvCacheFormat.BF16, window),
                coefficients.decodeAttention().bf16().memoryLoss(),
                device,
                heads,
                kvHeads,
                dim,
                2,
                window,
                1);
      }
      fresh[0] = draw(random, 32_768);
      cached[0] = random.nextBoolean() ? 0 : draw(random, 131_072);
      double pairs = PrefillAttention.pairs(fresh[0], cached[0], window);
      double compute = 4.0 * pairs * heads * dim / (gpu.bf16Tflops() * 1e6);
      double stored = window == 0 ? cached[0] : Math.min(cached[0], window);
      double memory = 4.0 * stored * kvHeads * dim / (gpu.memoryGbPerSecond() * 1e3);
      closest =
          Math.min(closest, micros(attention.time(1, fresh, cached)) / Math.max(memory, compute));
    }
    assertThat(closest).isGreaterThanOrEqualTo(TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void experts(GpuSpec gpu) {
    experts(gpu, SHAPES);
  }

  private static void experts(GpuSpec gpu, int shapes) {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, coefficients);
    SplittableRandom random = new SplittableRandom(14);
    double closest = Double.POSITIVE_INFINITY;
    MoeLayer layer = null;
    int experts = 0;
    int topK = 0;
    int hidden = 0;
    int inter = 0;
    int ep = 0;
    int tp = 0;
    double flops = 0;
    WeightFormat format = WeightFormat.BF16;
    for (int i = 0; i < shapes; i++) {
      if (i % 500 == 0) {
        format = WeightFormat.values()[random.nextInt(WeightFormat.values().length)];
        format = format.refusal(gpu).isPresent() ? WeightFormat.BF16 : format;
        flops = format.tflops(gpu) * 1e6;
        experts = 8 << random.nextInt(6);
        topK = 1 + random.nextInt(8);
        hidden = 1024 << random.nextInt(4);
        inter = 512 << random.nextInt(6);
        ep = 1 << random.nextInt(4);
        tp = 1 << random.nextInt(3);
        layer =
            new MoeLayer(
                coefficients.moe().of(format, gpu),
                coefficients.measured().moe(format, hidden, inter, experts, topK),
                random.nextBoolean() ? Routing.SKEWED : Routing.UNIFORM,
                device,
                flops,
                format,
                experts,
                topK,
                hidden,
                inter,
                true,
                ep,
                tp,
                1);
      }
      int tokens = draw(random, 32_768);
      double compute = 6.0 * tokens * topK / ep * hidden * inter / tp / flops;
      double memory = layer.weightBytes(tokens) / (gpu.memoryGbPerSecond() * 1e3);
      closest = Math.min(closest, micros(layer.time(tokens)) / Math.max(compute, memory));
    }
    assertThat(closest).isGreaterThanOrEqualTo(TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("gpus")
  void latentAttention(GpuSpec gpu) {
    latentAttention(gpu, SHAPES);
  }

  private static void latentAttention(GpuSpec gpu, int shapes) {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu);
    DeviceRates device = DeviceRates.of(gpu, coefficients);
    SplittableRandom random = new SplittableRandom(15);
    double flops = gpu.bf16Tflops() * 1e6;
    double bandwidth = gpu.memoryGbPerSecond() * 1e3;
    double closest = Double.POSITIVE_INFINITY;
    int heads = 16;
    double weights =
        7168.0 * 2112 + 1536.0 * heads * 192 + 512.0 * heads * 256 + heads * 128.0 * 7168;
    MlaAttention block =
        new MlaAttention(
            coefficients.mla().bf16(),
            device,
            weights,
            2,
            flops,
            7168,
            heads,
            192,
            128,
            1536,
            512,
            64,
            2);
    int[] fresh = new int[1];
    int[] cached = new int[1];
    for (int i = 0; i < shapes; i++) {
      int tokens = draw(random, 32_768);
      double roof = Math.max(2 * weights * tokens / flops, 2 * weights / bandwidth);
      closest = Math.min(closest, micros(block.projections(tokens)) / roof);
      int rows = draw(random, 1024);
      long context = (long) rows * draw(random, 131_072);
      roof = Math.max(2.0 * heads * 1088 * context / flops, 1152.0 * context / bandwidth);
      closest = Math.min(closest, micros(block.decode(rows, context)) / roof);
      fresh[0] = draw(random, 32_768);
      cached[0] = draw(random, 131_072);
      roof = 640.0 * heads * PrefillAttention.pairs(fresh[0], cached[0], 0) / flops;
      roof = Math.max(roof, 1152.0 * cached[0] / bandwidth);
      closest = Math.min(closest, micros(block.prefill(1, fresh, cached)) / roof);
    }
    assertThat(closest).isGreaterThanOrEqualTo(TOLERANCE);
  }

  /** The volume of an all-reduce crosses every GPU's link: 2 (n-1)/n bytes each way. */
  @ParameterizedTest
  @MethodSource("gpus")
  void collectives(GpuSpec gpu) {
    collectives(gpu, SHAPES);
  }

  private static void collectives(GpuSpec gpu, int shapes) {
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu);
    Collectives collectives =
        new Collectives(coefficients.collectives(), coefficients.measured(), gpu, true);
    SplittableRandom random = new SplittableRandom(16);
    double link = gpu.scaleUpGbPerSecondPerDirection() * 1e3;
    double closest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < shapes; i++) {
      int n = 2 + random.nextInt(7);
      double bytes = draw(random, 1 << 30);
      double volume = (n - 1.0) / n * bytes;
      closest = Math.min(closest, micros(collectives.allReduce(bytes, n)) / (2 * volume / link));
      closest = Math.min(closest, micros(collectives.allGather(bytes, n)) / (volume / link));
      closest = Math.min(closest, micros(collectives.reduceScatter(bytes, n)) / (volume / link));
    }
    assertThat(closest).isGreaterThanOrEqualTo(TOLERANCE);
  }
}
