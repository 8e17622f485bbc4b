package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.PrefillAttentionCoefficients;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** The form of {@code io.foretoken.hardware.operator.PrefillAttention} for equal prompts. */
final class PrefillForm {
  static final int T0 = 0;
  static final int ETA = 1;
  static final int D0 = 2;
  static final int TILE = 3;
  static final int CQ = 4;
  static final int CK = 5;
  static final int CW = 6;
  static final int TT = 7;
  static final int Q = 8;
  static final int RL = 9;

  private static final double BLOCK = 128;

  private final DeviceRates device;
  private final int kvBytes;

  PrefillForm(DeviceRates device, int kvBytes) {
    this.device = device;
    this.kvBytes = kvBytes;
  }

  static List<Parameter> parameters() {
    return List.of(
        new Parameter("t0", 10, 1, 60),
        new Parameter("eta", 0.4, 0.05, 5),
        new Parameter("d0", 30, 5, 60),
        new Parameter("tile", 64, 1, 256),
        new Parameter("cq", 0.5, 0.02, 10),
        new Parameter("ck", 1.5, 0.05, 10),
        new Parameter("cw", 0.5, 0.02, 4),
        new Parameter("tt", 1, 0.02, 10),
        new Parameter("q", 1.5, 1, 6),
        new Parameter("rl", 0.5, 0.05, 1));
  }

  /** Time of a call, us. */
  double micros(double[] c, PrefillPoint x) {
    double s = x.tokens();
    double window = x.window() == 0 ? Double.MAX_VALUE : x.window();
    double seen = FastMath.min(window, s);
    double pairs = s * seen - seen * seen / 2 + s * c[TILE] / 2;
    double dim = x.dim() + c[D0];
    double flops = device.flopsPerMicro();
    double compute = 4 * x.batch() * x.heads() * dim * pairs * (1 + c[ETA]) / flops;
    double query = 4.0 * x.batch() * s * x.dim() * x.heads();
    double key = x.batch() * s * x.dim() * x.kvHeads() * (4 + 2 * kvBytes);
    double filled = (query + key) / device.l2Bytes();
    double inL2 = 1 / (1 + filled * filled * filled * filled);
    double memory =
        (c[CQ] * query + c[CK] * key) / device.bytesPerMicro() * (inL2 * c[RL] + 1 - inL2);
    double keys = FastMath.min(window + c[TILE], s);
    double longest =
        c[CW] * 4 * BLOCK * keys * dim * FastMath.min(s / BLOCK, 1) * device.multiprocessors();
    double blocks =
        c[TT] * x.batch() * x.heads() * FastMath.ceil(s / BLOCK) / device.multiprocessors();
    double body = compute + memory + longest / flops + blocks;
    return FastMath.pow(FastMath.pow(c[T0], c[Q]) + FastMath.pow(body, c[Q]), 1 / c[Q]);
  }

  /** The coefficients as they ship, four digits each. */
  static PrefillAttentionCoefficients coefficients(double[] c) {
    return new PrefillAttentionCoefficients(
        Digits.four(c[T0]),
        Digits.four(c[ETA]),
        Digits.four(c[D0]),
        Digits.four(c[TILE]),
        Digits.four(c[CQ]),
        Digits.four(c[CK]),
        Digits.four(c[CW]),
        Digits.four(c[TT]),
        Digits.four(c[Q]),
        Digits.four(c[RL]));
  }
}
