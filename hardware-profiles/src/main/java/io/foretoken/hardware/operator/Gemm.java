package io.foretoken.hardware.operator;

import java.util.Optional;

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
 * <p>Where the GPU was measured the time is drawn through what the measurements show beyond the
 * form at the m of the table, see {@link NodeCurve}: between the nodes of n and k that is
 * interpolated, and tile edges such as 1024/1025 stay. Median error on shapes left out of the fit 4
 * to 10 % for the form, 2 to 6 % so corrected.
 */
public final class Gemm {
  private static final double LN_2 = 0.6931471805599453;
  private static final int STREAMING_ROWS = 16;
  private static final int ROWS_AXIS = 2;

  /** From this loss on a product gets faster as its last row tile fills, and stays so. */
  private static final double FALLS_WITHIN_TILES = 0.02;

  private final GemmCoefficients c;
  private final int processors;
  private final double n;
  private final double flopsPerMicro;
  private final double flopsPerRow;
  private final double fixedMicros;
  private final double quantisePerRow;
  private final double weightMicros;
  private final double microsPerRow;
  private final double computePerElement;
  private final double computeScale;
  private final double streamingMicros;
  private final SmoothMaximum smooth;
  private final double roofOfWeights;
  private final NodeCurve curve;

  /** A linear layer's form on one device, without a correction. */
  public Gemm(
      GemmCoefficients coefficients,
      DeviceRates device,
      double flopsPerMicro,
      WeightFormat format,
      double computeScale,
      double n,
      double k) {
    this(coefficients, Optional.empty(), device, flopsPerMicro, format, computeScale, n, k);
  }

  /**
   * A linear layer on one device.
   *
   * @param correction what was measured beyond the form, on axes n, k, m
   * @param flopsPerMicro dense peak of the format that is multiplied in
   * @param format decides the bytes of weights and activations
   * @param computeScale slowdown of the part above the time at 16 rows, from the engine
   * @param n outputs
   * @param k inputs
   */
  public Gemm(
      GemmCoefficients coefficients,
      Optional<CorrectionGrid> correction,
      DeviceRates device,
      double flopsPerMicro,
      WeightFormat format,
      double computeScale,
      double n,
      double k) {
    this.c = coefficients;
    this.processors = device.multiprocessors();
    this.n = n;
    this.flopsPerMicro = flopsPerMicro;
    this.computeScale = computeScale;
    flopsPerRow = 2 * n * k;
    fixedMicros = c.launchUs() + c.depthUs() * Math.sqrt(k / 4096) + c.quantiseUs();
    quantisePerRow = c.quantisePs() * 1e-6 * k;
    double microsPerByte = (1 + c.memoryLoss()) / device.bytesPerMicro();
    weightMicros = n * k * format.bytesPerWeight() * microsPerByte;
    microsPerRow = (k * format.bytesPerActivation() + 2 * n) * microsPerByte;
    computePerElement = 2 * (k + c.epilogueDepth()) * (1 + c.computeLoss()) / flopsPerMicro;
    smooth = new SmoothMaximum(c.order());
    roofOfWeights = n * k * format.bytesPerWeight() / device.bytesPerMicro();
    curve = correction.map(grid -> curve(grid, n, k)).orElse(null);
    streamingMicros = micros(STREAMING_ROWS, compute(STREAMING_ROWS));
  }

  private NodeCurve curve(CorrectionGrid grid, double n, double k) {
    return new NodeCurve(
        grid.nodes(ROWS_AXIS),
        m -> form((int) m, compute((int) m)),
        m -> grid.logAt(n, k, m),
        m -> roof((int) m),
        c.raggedLoss() < FALLS_WITHIN_TILES);
  }

  /** Packed time of the product of {@code m} rows; see {@link OperatorTime}. */
  public long time(int m) {
    double compute = compute(m);
    double micros = micros(m, compute);
    if (m > STREAMING_ROWS) {
      micros += (computeScale - 1) * Math.max(0, micros - streamingMicros);
    }
    return OperatorTime.ofLargest(micros, compute, memory(m), fixed(m));
  }

  private double micros(int m, double compute) {
    double form = form(m, compute);
    return curve == null ? form : Math.max(roof(m), curve.at(m, form));
  }

  private double form(int m, double compute) {
    return fixed(m) + smooth.of(memory(m), compute);
  }

  /** Least time by the datasheet, on the weights' bytes and all operations. */
  private double roof(int m) {
    return Math.max(roofOfWeights, flopsPerRow * m / flopsPerMicro);
  }

  private double fixed(int m) {
    return fixedMicros + quantisePerRow * m;
  }

  private double memory(int m) {
    return weightMicros + microsPerRow * m;
  }

  private double compute(int m) {
    int rounded = Integer.highestOneBit(2 * m - 1);
    int tile = Math.min(c.tileRows(), rounded);
    int tiles = (m + tile - 1) / tile;
    double padded = (double) tile * tiles;
    double wave = 128.0 * Math.min(128, rounded) * processors;
    double waves = padded * n / wave;
    double effective = waves;
    if (c.minimumWaves() > 0) {
      double h = c.minimumWaves();
      effective = StrictMath.cbrt(waves * waves * waves + h * h * h);
    }
    effective += c.waveLoss() * (Math.ceil(waves) - waves);
    double ragged = 1 + c.raggedLoss() * (padded - m) / tile;
    double lengths = flopsPerRow * m / flopsPerMicro / 50;
    double throttled = 1 + c.throttle() * LN_2 * Log2Table.of(1 + lengths);
    return computePerElement * wave * effective * ragged * throttled;
  }
}
