package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.MoeCoefficients;
import io.foretoken.hardware.operator.WeightFormat;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The form of {@code io.foretoken.hardware.operator.MoeLayer} as the fit sees it: the measurements'
 * routings, and the term for weights that stayed in L2 because a single copy was read.
 *
 * <p>Skewed rows take the routing that serving assumes (c = 1.2, s = 1), whatever their exponent.
 * Balanced rows are dealt out in turn: they touch as many experts as they can, and none is padded.
 */
final class MoeForm {
  static final int T0 = 0;
  static final int TEP = 1;
  static final int TE = 2;
  static final int EM = 3;
  static final int ETA = 4;
  static final int GW = 5;
  static final int K0 = 6;
  static final int PAD = 7;
  static final int CA = 8;
  static final int CB = 9;
  static final int P = 10;
  static final int L2 = 11;
  static final int BM = 12;

  /** Added to the width exponent so that the fit sees a positive number. */
  private static final double SHIFT = 1;

  private static final double CONCENTRATION = 1.2;
  private static final double USABLE_L2 = 0.8;
  private static final double MATRIX_WIDTH = 2048;

  private final DeviceRates device;
  private final double flopsPerMicro;
  private final WeightFormat format;
  private final boolean twoMatrices;

  /**
   * A form.
   *
   * @param twoMatrices whether the engine runs the models without a gate as such
   */
  MoeForm(DeviceRates device, double flopsPerMicro, WeightFormat format, boolean twoMatrices) {
    this.device = device;
    this.flopsPerMicro = flopsPerMicro;
    this.format = format;
    this.twoMatrices = twoMatrices;
  }

  /** One start of several: single starts end in poor minima. */
  List<Parameter> parameters(int start) {
    double[] pad = {16, 40, 20};
    double[] order = {3, 3, 1.5};
    double[] depth = {200, 100, 200};
    double[] local = {0.2, 0.2, 0.5};
    double[] global = {0.5, 0.5, 1};
    return List.of(
        new Parameter("t0", 25, 3, 150),
        new Parameter("tep", 3, 0.05, 80),
        new Parameter("te", 0.08, 0.001, 2),
        new Parameter("em", 0.15, 0.02, 3),
        new Parameter("eta", 0.5, 0.02, 6),
        new Parameter("gw", 1.05, 0.6, 1.6),
        new Parameter("k0", depth[start], 0.5, 1500),
        new Parameter("pad", pad[start], 0.1, 130),
        new Parameter("ca", local[start], 0.01, 6),
        new Parameter("cb", global[start], 0.01, 6),
        new Parameter("p", order[start], 1.05, 6),
        new Parameter("l2", 1, 0.01, 8),
        new Parameter("bm", 0.8, 0.4, 1));
  }

  private double matrices(MoePoint x) {
    boolean ungated =
        (x.hidden() == 2048 && x.inter() == 5120 && x.experts() == 512)
            || (x.hidden() == 2688 && x.inter() == 1856)
            || (x.hidden() == 1024 && x.inter() == 2688);
    return twoMatrices && ungated ? 2 : 3;
  }

  /** Time of a layer as measured, us. */
  double micros(double[] c, MoePoint x) {
    double local = x.localExperts();
    double perExpert = x.tokens() * (double) x.topK() / x.experts();
    double imbalance = 1;
    double touched;
    if (x.isBalanced()) {
      touched = FastMath.min(local, FastMath.max(1, FastMath.ceil(perExpert * local)));
    } else {
      imbalance = FastMath.min(x.expert(), 1 + FastMath.sqrt((x.expert() - 1) / local));
      double missed = FastMath.pow(1 + perExpert / CONCENTRATION, -CONCENTRATION);
      double least = FastMath.max(FastMath.min(1, local), (double) x.topK() / x.expert());
      touched =
          FastMath.min(local, FastMath.max(least, local * (1 - missed) * FastMath.sqrt(imbalance)));
    }
    double pairs = perExpert * local * imbalance;
    double padding =
        x.isBalanced() ? 0 : touched * c[PAD] * FastMath.min(1, FastMath.sqrt(perExpert));
    double width = x.width();
    double matrices = matrices(x);
    double bytes = touched * matrices * x.hidden() * width * format.bytesPerWeight();
    if (x.experts() == 256 && x.hidden() == 7168) {
      bytes *= c[BM];
    }
    double filled = bytes / (USABLE_L2 * device.l2Bytes());
    double inL2 = 1 / (1 + filled * filled * filled * filled);
    double memory = bytes * (1 + c[EM]) / device.bytesPerMicro();
    memory *= 1 - inL2 + inL2 / (1 + c[L2]);
    double up = (matrices - 1) * width * (x.hidden() + c[K0]);
    double down = x.hidden() * (width + c[K0]);
    double growth = FastMath.pow(FastMath.max(x.inter() / MATRIX_WIDTH, 0.25), c[GW] - SHIFT);
    double compute = 2 * (pairs + padding) * (up + down) / flopsPerMicro;
    compute *= FastMath.max(1, (1 + c[ETA]) * growth);
    double active = c[CA] * pairs + c[CB] * x.tokens() * x.topK();
    double activation = 2 * active * (2 * x.hidden() + 3 * width) / device.bytesPerMicro();
    double larger = FastMath.max(memory, compute);
    double ratio = FastMath.min(memory, compute) / larger;
    double body = larger * FastMath.pow(1 + FastMath.pow(ratio, c[P]), 1 / c[P]);
    return c[T0] + (x.expert() > 1 ? c[TEP] : 0) + c[TE] * touched + activation + body;
  }

  /** The coefficients as they ship, four digits each. */
  static MoeCoefficients coefficients(double[] c) {
    return new MoeCoefficients(
        Digits.four(c[T0]),
        Digits.four(c[TEP]),
        Digits.four(c[TE]),
        Digits.four(c[EM]),
        Digits.four(c[ETA]),
        Digits.four(c[GW] - SHIFT),
        Digits.four(c[K0]),
        Digits.four(c[PAD]),
        Digits.four(c[CA]),
        Digits.four(c[CB]),
        Digits.four(c[P]));
  }
}
