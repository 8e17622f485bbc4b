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
  private static final double LN_2 = 0.6931471805599453;
  private static final int STREAMING_ROWS = 16;

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

  /**
   * A linear layer's form on one device.
   *
   * @param flopsPerMicro dense peak of the format that is multiplied in
   * @param format decides the bytes of weights and activations
   * @param computeScale slowdown of the part above the time at 16 rows, from the engine
   * @param n outputs
   * @param k inputs
   */
  public Gemm(
      GemmCoefficients coefficients,
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
    streamingMicros = micros(STREAMING_ROWS, compute(STREAMING_ROWS));
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
    return fixed(m) + smooth.of(memory(m), compute);
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
