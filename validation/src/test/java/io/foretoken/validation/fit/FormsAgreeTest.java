package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.operator.DecodeAttention;
import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.Gemm;
import io.foretoken.hardware.operator.MoeLayer;
import io.foretoken.hardware.operator.OperatorTime;
import io.foretoken.hardware.operator.PrefillAttention;
import io.foretoken.hardware.operator.Routing;
import io.foretoken.hardware.operator.WeightFormat;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The forms as they are fitted are the forms as they are evaluated, but for the terms of the
 * measurement (weights and caches that stay in L2), which are switched off here.
 */
class FormsAgreeTest {
  /** No L2, so nothing stays in it. */
  private static final DeviceRates DEVICE = new DeviceRates(1e9, 3e6, 132, 1);

  private static final double FLOPS = 2e9;
  private static final int CASES = 2000;

  private static double[] draw(SplittableRandom random, List<Parameter> parameters) {
    return parameters.stream()
        .mapToDouble(
            p -> p.isFixed() ? p.start() : p.from(p.start() * (0.6 + random.nextDouble())).start())
        .toArray();
  }

  private static int draw(SplittableRandom random, int bits) {
    int power = 1 << random.nextInt(bits);
    return power + random.nextInt(power);
  }

  /** To 1e-4: coefficients of four digits, powers from tables. */
  private static void agree(long time, double micros, double tolerance, String what) {
    assertThat(OperatorTime.micros(time) / micros).as(what).isCloseTo(1, within(tolerance));
  }

  @Test
  void products() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < CASES; i++) {
      WeightFormat format = i % 2 == 0 ? WeightFormat.BF16 : WeightFormat.FP8;
      GemmForm form = new GemmForm(DEVICE, FLOPS, format, 6, i % 2 == 0 ? 128 : 256);
      double[] c = draw(random, form.parameters());
      int m = draw(random, 15);
      int n = draw(random, 16);
      int k = draw(random, 15);

      Gemm gemm = new Gemm(form.coefficients(c), DEVICE, FLOPS, format, 1, n, k);

      agree(gemm.time(m), form.micros(c, m, n, k), 1e-3, m + " " + n + " " + k);
    }
  }

  /** To half a percent: straight between eight lengths an octave. */
  @Test
  void decodeAttention() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < CASES / 4; i++) {
      boolean splits = random.nextBoolean();
      DecodeForm form = new DecodeForm(DEVICE, 2, splits);
      double[] c = draw(random, form.parameters());
      int kvHeads = 1 << random.nextInt(4);
      int heads = kvHeads << random.nextInt(4);
      int window = random.nextBoolean() ? 0 : 1 << 20;
      int rows = draw(random, 11);
      int length = draw(random, 17);

      DecodeAttention attention =
          new DecodeAttention(form.coefficients(c), DEVICE, heads, kvHeads, 128, 2, window > 0, 1);

      agree(
          attention.time(rows, (long) rows * length),
          form.served(c, new DecodePoint(heads, kvHeads, 128, window, rows, length, 0)),
          5e-3,
          rows + " x " + length);
    }
  }

  @Test
  void prefillAttention() {
    SplittableRandom random = new SplittableRandom(3);
    PrefillForm form = new PrefillForm(DEVICE, 2);
    for (int i = 0; i < CASES; i++) {
      double[] c = draw(random, PrefillForm.parameters());
      int kvHeads = 1 << random.nextInt(4);
      int heads = kvHeads << random.nextInt(4);
      int window = random.nextBoolean() ? 0 : 64 << random.nextInt(8);
      int batch = draw(random, 6);
      int tokens = draw(random, 14);
      int[] fresh = new int[batch];
      Arrays.fill(fresh, tokens);

      PrefillAttention attention =
          new PrefillAttention(
              PrefillForm.coefficients(c), 0, DEVICE, heads, kvHeads, 128, 2, window, 1);

      agree(
          attention.time(batch, fresh, new int[batch]),
          form.micros(c, new PrefillPoint(heads, kvHeads, 128, window, batch, tokens, 0)),
          1e-3,
          batch + " x " + tokens + " window " + window);
    }
  }

  @Test
  void experts() {
    SplittableRandom random = new SplittableRandom(4);
    MoeForm form = new MoeForm(DEVICE, FLOPS, WeightFormat.FP8, true);
    for (int i = 0; i < CASES; i++) {
      double[] c = draw(random, form.parameters(i % 3));
      int experts = 8 << random.nextInt(5);
      int ranks = 1 << random.nextInt(4);
      MoePoint point =
          new MoePoint(4096, 1536, experts, 4, 2, ranks, "power_law_1.2", draw(random, 14), 0);

      MoeLayer layer =
          new MoeLayer(
              MoeForm.coefficients(c),
              Routing.SKEWED,
              DEVICE,
              FLOPS,
              WeightFormat.FP8,
              experts,
              4,
              4096,
              1536,
              true,
              ranks,
              2,
              1);

      agree(layer.time(point.tokens()), form.micros(c, point), 1e-3, point.toString());
    }
  }
}
