package io.foretoken.hardware.operator;

/**
 * Attention of one query token per sequence against its stored tokens, one layer of one rank.
 *
 * <pre>
 * kv   = 2*b*L*Hkv*d*kb;   mem = (kv + 4*b*Hq*d)*(1+em)/BW
 * tile = tt*b*Hkv/S*sqrt(d/128)                       fixed cost of a (sequence, KV head) pair
 * comp = max(1, cg)*4*b*Hq*L*d/F;  lat = 2*L*d*kb/r           one stream
 * t    = t0 + [split] (ts + tl*log2(1+L/64)) + (mem^p + tile^p + comp^p + lat^p)^(1/p)
 * </pre>
 *
 * <p>b sequences with L stored tokens on average (of a sliding window: what it keeps). Median error
 * on held-out shapes 4 to 9 %. Evaluated for every engine step, so the powers come from tables.
 */
public final class DecodeAttention {
  private static final int LOG_POINTS = 512;

  /** log2 of 1 + i / LOG_POINTS. */
  private static final double[] LOG2 = log2OfFractions();

  private final double fixedMicros;
  private final double combineMicros;
  private final double microsPerToken;
  private final double memoryPerRow;
  private final double tilePerRow;
  private final double computePerToken;
  private final double latencyPerLength;
  private final PowerTable power;
  private final PowerTable root;

  /**
   * Attention of one rank.
   *
   * @param heads query heads on the rank
   * @param kvHeads KV heads on the rank
   * @param headDim elements per key head
   * @param kvBytes bytes per element of the KV cache
   * @param windowed whether the layer has a sliding window
   * @param deviceFactor slowdown of the device against its coefficients
   */
  public DecodeAttention(
      DecodeAttentionCoefficients c,
      DeviceRates device,
      int heads,
      int kvHeads,
      int headDim,
      int kvBytes,
      boolean windowed,
      double deviceFactor) {
    boolean split = c.alwaysSplits() || (heads != kvHeads && !windowed);
    double memory = (1 + c.memoryLoss()) / device.bytesPerMicro();
    double stream = (split ? c.streamTbPerSecond() : c.unsplitTbPerSecond()) * 1e6;
    fixedMicros = deviceFactor * (c.launchUs() + (split ? c.splitUs() : 0));
    combineMicros = deviceFactor * (split ? c.combineUs() : 0);
    microsPerToken = deviceFactor * 2.0 * kvHeads * headDim * kvBytes * memory;
    memoryPerRow = deviceFactor * 4.0 * heads * headDim * memory;
    tilePerRow =
        deviceFactor * c.pairUs() * kvHeads / device.multiprocessors() * Math.sqrt(headDim / 128.0);
    computePerToken =
        deviceFactor
            * Math.max(1, c.computeCost())
            * 4.0
            * heads
            * headDim
            / device.flopsPerMicro();
    latencyPerLength = deviceFactor * 2.0 * headDim * kvBytes / stream;
    power = new PowerTable(c.order());
    root = new PowerTable(1 / c.order());
  }

  /**
   * Packed time of one layer; see {@link OperatorTime}.
   *
   * @param rows sequences, 0 for none
   * @param context tokens stored for them, in sum
   */
  public long time(int rows, long context) {
    if (rows == 0) {
      return OperatorTime.ZERO;
    }
    return timeWithout(rows, context, 0);
  }

  /** The same, less a part of its fixed cost that another operator of the same call has paid. */
  public long timeWithout(int rows, long context, double paidMicros) {
    double length = (double) context / rows;
    double memory = microsPerToken * context + memoryPerRow * rows;
    double compute = computePerToken * context;
    double tile = tilePerRow * rows;
    double latency = latencyPerLength * length;
    double body =
        root.of(power.of(memory) + power.of(tile) + power.of(compute) + power.of(latency));
    double fixed =
        Math.max(0, fixedMicros + combineMicros * log2(1 + length * (1 / 64.0)) - paidMicros);
    return OperatorTime.ofLargest(
        fixed + Math.max(body, memory), compute, memory, Math.max(fixed, Math.max(tile, latency)));
  }

  /** Fixed cost of a call that does not depend on the lengths, us. */
  public double fixedMicros() {
    return fixedMicros;
  }

  /** log2 of x at least 1, linear between 512 points an octave; error below 1e-6. */
  private static double log2(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) - 1023;
    double position =
        (Double.longBitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L) - 1) * LOG_POINTS;
    int index = (int) position;
    return exponent + LOG2[index] + (position - index) * (LOG2[index + 1] - LOG2[index]);
  }

  private static double[] log2OfFractions() {
    double[] table = new double[LOG_POINTS + 1];
    for (int i = 0; i <= LOG_POINTS; i++) {
      table[i] = StrictMath.log(1 + (double) i / LOG_POINTS) / StrictMath.log(2);
    }
    return table;
  }
}
