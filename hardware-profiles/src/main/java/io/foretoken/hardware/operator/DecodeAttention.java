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
 * on held-out shapes 4 to 9 %. Evaluated for every engine step, so the powers come from tables, and
 * what depends on the rows alone is kept.
 */
public final class DecodeAttention {
  /** Rows up to which what depends on them alone is looked up. */
  private static final int TABLED_ROWS = 1024;

  /** What depends on the rows alone, per entry: 1/rows, tile^p, (comp^p + lat^p) / context^p. */
  private static final int PER_ROW = 3;

  private final double fixedMicros;
  private final double combineMicros;
  private final double microsPerToken;
  private final double memoryPerRow;
  private final double tilePerRow;
  private final double computePerToken;
  private final double latencyPerLength;
  private final PowerTable power;
  private final PowerTable root;
  private final double[] byRows;

  /**
   * Attention of one rank.
   *
   * @param heads query heads on the rank
   * @param kvHeads KV heads on the rank
   * @param headDim elements per key head
   * @param kvBytes bytes per element of the KV cache
   * @param windowed whether the layer has a sliding window
   * @param slowdown time of the device against its coefficients
   */
  public DecodeAttention(
      DecodeAttentionCoefficients c,
      DeviceRates device,
      int heads,
      int kvHeads,
      int headDim,
      int kvBytes,
      boolean windowed,
      double slowdown) {
    boolean split = c.alwaysSplits() || (heads != kvHeads && !windowed);
    // an engine's faster kernel is still no faster than the memory and the arithmetic allow
    double memory = Math.max(1, slowdown * (1 + c.memoryLoss())) / device.bytesPerMicro();
    double compute = Math.max(1, slowdown * Math.max(1, c.computeCost()));
    double stream = (split ? c.streamTbPerSecond() : c.unsplitTbPerSecond()) * 1e6;
    double headTile = Math.sqrt(headDim / 128.0) * kvHeads / device.multiprocessors();
    fixedMicros = slowdown * (c.launchUs() + (split ? c.splitUs() : 0));
    combineMicros = slowdown * (split ? c.combineUs() : 0);
    microsPerToken = 2.0 * kvHeads * headDim * kvBytes * memory;
    memoryPerRow = 4.0 * heads * headDim * memory;
    tilePerRow = slowdown * c.pairUs() * headTile;
    computePerToken = compute * 4.0 * heads * headDim / device.flopsPerMicro();
    latencyPerLength = slowdown * 2.0 * headDim * kvBytes / stream;
    power = new PowerTable(c.order());
    root = new PowerTable(1 / c.order());
    byRows = new double[(TABLED_ROWS + 1) * PER_ROW];
    for (int rows = 1; rows <= TABLED_ROWS; rows++) {
      byRows[rows * PER_ROW] = 1.0 / rows;
      byRows[rows * PER_ROW + 1] = power.of(tilePerRow * rows);
      byRows[rows * PER_ROW + 2] = perContextPower(rows);
    }
  }

  /**
   * Packed time of one layer; see {@link OperatorTime}.
   *
   * @param rows sequences, 0 for none
   * @param context tokens stored for them, in sum
   */
  public long time(int rows, long context) {
    return timeWithout(rows, context, 0);
  }

  /** The same, less a part of its fixed cost that another operator of the same call has paid. */
  public long timeWithout(int rows, long context, double paidMicros) {
    if (rows == 0) {
      return OperatorTime.ZERO;
    }
    boolean tabled = rows <= TABLED_ROWS;
    int entry = tabled ? rows * PER_ROW : 0;
    double length = context * (tabled ? byRows[entry] : 1.0 / rows);
    double tilePower = tabled ? byRows[entry + 1] : power.of(tilePerRow * rows);
    double contextShare = tabled ? byRows[entry + 2] : perContextPower(rows);
    double memory = microsPerToken * context + memoryPerRow * rows;
    double body = root.of(power.of(memory) + power.of((double) context) * contextShare + tilePower);
    body = body > memory ? body : memory;
    double fixed = fixedMicros + combineMicros * Log2Table.of(1 + length * (1 / 64.0));
    fixed = fixed > paidMicros ? fixed - paidMicros : 0;
    double floor = tilePerRow * rows + latencyPerLength * length + fixed;
    return OperatorTime.ofLargest(fixed + body, computePerToken * context, memory, floor);
  }

  /** (comp^p + lat^p) / context^p: both are proportional to the context at a given row count. */
  private double perContextPower(int rows) {
    return power.of(computePerToken) + power.of(latencyPerLength / rows);
  }
}
