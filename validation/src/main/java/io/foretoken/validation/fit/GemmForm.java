package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.GemmCoefficients;
import io.foretoken.hardware.operator.WeightFormat;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The form of {@code io.foretoken.hardware.operator.Gemm} as the fit sees it: with the term for
 * weights that stayed in L2 because the measurement cycled through few copies.
 */
final class GemmForm {
  static final int T0 = 0;
  static final int TK = 1;
  static final int EM = 2;
  static final int ETA = 3;
  static final int P = 4;
  static final int TH = 5;
  static final int WQ = 6;
  static final int K0 = 7;
  static final int L2 = 8;
  static final int H = 9;
  static final int RG = 10;
  static final int Q0 = 11;
  static final int Q1 = 12;

  /** Parts of L2 that weights may fill before they no longer stay. */
  private static final double USABLE_L2 = 0.8;

  private final DeviceRates device;
  private final double flopsPerMicro;
  private final WeightFormat format;
  private final int copies;
  private final int tile;

  /**
   * A form.
   *
   * @param copies of the weights that the measurement cycled through
   * @param tile rows of the largest tile
   */
  GemmForm(DeviceRates device, double flopsPerMicro, WeightFormat format, int copies, int tile) {
    this.device = device;
    this.flopsPerMicro = flopsPerMicro;
    this.format = format;
    this.copies = copies;
    this.tile = tile;
  }

  boolean isSixteenBit() {
    return format.isSixteenBit();
  }

  /** What is fitted; a format of 16 bit has no quantisation, no ragged tiles, no least wave. */
  List<Parameter> parameters() {
    boolean plain = format.isSixteenBit();
    return List.of(
        new Parameter("t0", 2, 0.5, 12),
        new Parameter("tk", 1, 0.1, 12),
        new Parameter("em", 0.15, 0.02, 3),
        new Parameter("eta", 0.3, 0.01, 6),
        new Parameter("p", 3, 2, 12),
        new Parameter("th", 0.02, 0.001, 0.5),
        new Parameter("wq", 0.1, 0.005, 0.6),
        new Parameter("k0", 100, 10, 3000),
        new Parameter("l2", 2, 0.01, 20),
        plain ? Parameter.fixed("h", 1e-9) : new Parameter("h", 0.1, 0.01, 3),
        plain ? Parameter.fixed("rg", 1e-9) : new Parameter("rg", 0.05, 0.005, 1),
        plain ? Parameter.fixed("q0", 1e-9) : new Parameter("q0", 1, 0.05, 5),
        plain ? Parameter.fixed("q1", 1e-9) : new Parameter("q1", 2, 0.02, 12));
  }

  /** Time of a product, us. */
  double micros(double[] c, double m, double n, double k) {
    double rounded = roundedRows((int) m);
    double te = FastMath.min(tile, rounded);
    double mq = te * FastMath.ceil(m / te);
    double area = 128 * FastMath.min(128, rounded) * device.multiprocessors();
    double x = mq * n / area;
    double waves = c[H] < 1e-6 ? x : FastMath.cbrt(x * x * x + c[H] * c[H] * c[H]);
    waves += c[WQ] * (FastMath.ceil(x) - x);
    double throttled = 1 + c[TH] * FastMath.log(1 + 2 * m * n * k / flopsPerMicro / 50);
    double compute = 2 * (k + c[K0]) * area * waves * (1 + c[ETA]) / flopsPerMicro;
    compute *= (1 + c[RG] * (mq - m) / te) * throttled;
    double weights = n * k * format.bytesPerWeight();
    double bytes = weights + m * k * format.bytesPerActivation() + 2 * m * n;
    double filled = copies * weights / (USABLE_L2 * device.l2Bytes());
    double inL2 = 1 / (1 + filled * filled * filled * filled);
    double memory = bytes * (1 + c[EM]) / device.bytesPerMicro();
    memory *= 1 - inL2 + inL2 / (1 + c[L2]);
    double fixed = c[T0] + c[TK] * FastMath.sqrt(k / 4096) + c[Q0] + c[Q1] * 1e-6 * m * k;
    double larger = FastMath.max(memory, compute);
    double ratio = FastMath.min(memory, compute) / larger;
    return fixed + larger * FastMath.pow(1 + FastMath.pow(ratio, c[P]), 1 / c[P]);
  }

  /** The coefficients as they ship, four digits each. */
  GemmCoefficients coefficients(double[] c) {
    boolean plain = format.isSixteenBit();
    return new GemmCoefficients(
        Digits.four(c[T0]),
        Digits.four(c[TK]),
        Digits.four(c[EM]),
        Digits.four(c[ETA]),
        Digits.four(c[P]),
        Digits.four(c[TH]),
        Digits.four(c[WQ]),
        Digits.four(c[K0]),
        plain ? 0 : Digits.four(c[H]),
        plain ? 0 : Digits.four(c[RG]),
        tile,
        plain ? 0 : Digits.four(c[Q0]),
        plain ? 0 : Digits.four(c[Q1]));
  }

  private static double roundedRows(int m) {
    return Integer.highestOneBit(2 * m - 1);
  }
}
