package io.foretoken.hardware.operator;

/**
 * A linear layer: {@code y[m,n] = x[m,k] w[k,n]}.
 *
 * <pre>
 * te   = min(tq, 2^ceil(log2 m));  mq = te*ceil(m/te);  pad = (mq-m)/te
 * A    = 128*min(128, 2^ceil(log2 m));  x = mq*n/(A*S)                      tile area, waves
 * comp = 2*(k+k0)*A*S*[ (x^3+h^3)^(1/3) + wq*(ceil(x)-x) ]*(1+eta)/F * (1+rg*pad)
 *        * (1+th*ln(1+2mnk/F/50us))
 * mem  = (n*k*wb + m*k*xb + 2*m*n)*(1+em)/BW
 * q    = 0 (16 bit)  |  q0 + q1*m*k                                        quantised activations
 * t    = t0 + tk*sqrt(k/4096) + q + (mem^p + comp^p)^(1/p)
 * </pre>
 *
 * <p>Median error on held-out shapes 4 to 8 %, 90th percentile 10 to 20 % (seven GPUs, bf16 and
 * fp8).
 */
public final class Gemm {
  private final GemmCoefficients c;
  private final double flopsPerMicro;
  private final double bytesPerMicro;
  private final int processors;
  private final double weightBytes;
  private final double activationBytes;
  private final double computeScale;

  /**
   * A linear layer's form on one device.
   *
   * @param flopsPerMicro dense peak of the format that is multiplied in
   * @param format decides the bytes of weights and activations
   * @param computeScale slowdown of the part above the time at m = 16, from the engine
   */
  public Gemm(
      GemmCoefficients coefficients,
      DeviceRates device,
      double flopsPerMicro,
      WeightFormat format,
      double computeScale) {
    this.c = coefficients;
    this.flopsPerMicro = flopsPerMicro;
    this.bytesPerMicro = device.bytesPerMicro();
    this.processors = device.multiprocessors();
    this.weightBytes = format.bytesPerWeight();
    this.activationBytes = format.bytesPerActivation();
    this.computeScale = computeScale;
  }

  /** Packed time of the product of {@code m} rows; see {@link OperatorTime}. */
  public long time(int m, double n, double k) {
    double compute = compute(m, n, k);
    double memory = memory(m, n, k);
    double fixed = fixed(m, k);
    double micros = fixed + smoothMaximum(memory, compute, c.order());
    if (computeScale != 1 && m > 16) {
      double streaming =
          fixed(16, k) + smoothMaximum(memory(16, n, k), compute(16, n, k), c.order());
      micros += (computeScale - 1) * Math.max(0, micros - streaming);
    }
    return OperatorTime.ofLargest(micros, compute, memory, fixed);
  }

  private double fixed(int m, double k) {
    double quantise = c.quantiseUs() + c.quantisePs() * 1e-6 * m * k;
    return c.launchUs() + c.depthUs() * Math.sqrt(k / 4096) + quantise;
  }

  private double memory(int m, double n, double k) {
    double bytes = n * k * weightBytes + m * k * activationBytes + 2.0 * m * n;
    return bytes * (1 + c.memoryLoss()) / bytesPerMicro;
  }

  private double compute(int m, double n, double k) {
    int rounded = Integer.highestOneBit(2 * m - 1);
    int tile = Math.min(c.tileRows(), rounded);
    int tiles = (m + tile - 1) / tile;
    double padded = (double) tile * tiles;
    double area = 128.0 * Math.min(128, rounded);
    double waves = padded * n / (area * processors);
    double effective = waves;
    if (c.minimumWaves() > 0) {
      double h = c.minimumWaves();
      effective = StrictMath.cbrt(waves * waves * waves + h * h * h);
    }
    effective += c.waveLoss() * (Math.ceil(waves) - waves);
    double micros =
        2
            * (k + c.epilogueDepth())
            * area
            * processors
            * effective
            / flopsPerMicro
            * (1 + c.computeLoss());
    if (c.raggedLoss() > 0) {
      micros *= 1 + c.raggedLoss() * (padded - m) / tile;
    }
    if (c.throttle() > 0) {
      micros *= 1 + c.throttle() * StrictMath.log1p(2.0 * m * n * k / flopsPerMicro / 50);
    }
    return micros;
  }

  /** (a^p + b^p)^(1/p), at least the larger of the two. */
  static double smoothMaximum(double a, double b, double p) {
    double large = Math.max(a, b);
    double small = Math.min(a, b);
    if (small <= 0) {
      return large;
    }
    return large * StrictMath.pow(1 + StrictMath.pow(small / large, p), 1 / p);
  }
}
