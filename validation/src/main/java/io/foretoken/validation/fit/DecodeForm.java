package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.DecodeAttentionCoefficients;
import io.foretoken.hardware.operator.DeviceRates;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The form of {@code io.foretoken.hardware.operator.DecodeAttention} as the fit sees it: with the
 * term for a cache that stayed in L2 because the measurement read the same one again and again.
 */
final class DecodeForm {
  static final int T0 = 0;
  static final int EM = 1;
  static final int TT = 2;
  static final int P = 3;
  static final int RH = 4;
  static final int CG = 5;
  static final int TL = 6;
  static final int TS = 7;
  static final int RM = 8;
  static final int L2 = 9;
  static final int A2 = 10;

  private final DeviceRates device;
  private final int kvBytes;
  private final boolean alwaysSplits;

  /**
   * A form.
   *
   * @param alwaysSplits whether the kernel splits sequences of multi-head attention and windows too
   */
  DecodeForm(DeviceRates device, int kvBytes, boolean alwaysSplits) {
    this.device = device;
    this.kvBytes = kvBytes;
    this.alwaysSplits = alwaysSplits;
  }

  List<Parameter> parameters() {
    return List.of(
        new Parameter("t0", 9, 1, 40),
        new Parameter("em", 0.08, 0.01, 2),
        new Parameter("tt", 3, 0.05, 30),
        new Parameter("p", 2, 1.05, 8),
        new Parameter("rh", 1, 0.05, 20),
        new Parameter("cg", 1.2, 1, 30),
        new Parameter("tl", 0.3, 0.02, 4),
        new Parameter("ts", 1, 0.05, 15),
        alwaysSplits ? Parameter.fixed("rm", 1) : new Parameter("rm", 0.03, 0.005, 2),
        new Parameter("l2", 3, 0.01, 20),
        new Parameter("a2", 0.8, 0.2, 2));
  }

  /** Time of a call, us, of a cache that is read anew each time. */
  double served(double[] c, DecodePoint point) {
    return micros(c, point, false);
  }

  /** Time of a call as measured, us. */
  double measured(double[] c, DecodePoint point) {
    return micros(c, point, true);
  }

  private double micros(double[] c, DecodePoint x, boolean repeated) {
    double length = x.seen();
    double kv = 2.0 * x.batch() * length * x.kvHeads() * x.dim() * kvBytes;
    double memory = (kv + 4.0 * x.batch() * x.heads() * x.dim()) * (1 + c[EM]);
    memory /= device.bytesPerMicro();
    if (repeated) {
      double filled = kv / (c[A2] * device.l2Bytes());
      double inL2 = 1 / (1 + FastMath.pow(filled, 6));
      memory *= 1 - inL2 + inL2 / (1 + c[L2]);
    }
    boolean split = alwaysSplits || (x.heads() != x.kvHeads() && x.window() == 0);
    // Without a split the window's kernel does not pack the query heads of a KV head either.
    boolean packed = alwaysSplits || x.window() == 0;
    double pairs = (double) x.batch() * (packed ? x.kvHeads() : x.heads());
    double tile = c[TT] * pairs / device.multiprocessors() * FastMath.sqrt(x.dim() / 128.0);
    double compute =
        c[CG] * 4.0 * x.batch() * x.heads() * length * x.dim() / device.flopsPerMicro();
    double stream = 2 * length * x.dim() * kvBytes / ((split ? c[RH] : c[RM]) * 1e6);
    double p = c[P];
    double body =
        FastMath.pow(
            FastMath.pow(memory, p)
                + FastMath.pow(tile, p)
                + FastMath.pow(compute, p)
                + FastMath.pow(stream, p),
            1 / p);
    double splitting = split ? c[TS] + c[TL] * FastMath.log(2, 1 + length / 64) : 0;
    return c[T0] + splitting + body;
  }

  /** The coefficients as they ship, four digits each. */
  DecodeAttentionCoefficients coefficients(double[] c) {
    return new DecodeAttentionCoefficients(
        Digits.four(c[T0]),
        Digits.four(c[TS]),
        Digits.four(c[TL]),
        Digits.four(c[EM]),
        Digits.four(c[TT]),
        Digits.four(c[CG]),
        Digits.four(c[P]),
        Digits.four(c[RH]),
        Digits.four(alwaysSplits ? c[RH] : c[RM]),
        alwaysSplits);
  }
}
