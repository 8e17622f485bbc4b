package io.foretoken.hardware.operator;

import java.util.Arrays;
import java.util.Optional;

/**
 * Attention of one query token per sequence against its stored tokens, one layer of one rank.
 *
 * <pre>
 * kv   = 2*b*L*Hkv*d*kb;   mem = (kv + 4*b*Hq*d)*(1+em)/BW
 * tile = tt*b*H/S*sqrt(d/128)      fixed cost of a (sequence, head) pair: KV heads, but query heads
 *                                  where a window keeps the kernel from packing them
 * comp = max(1, cg)*4*b*Hq*L*d/F;  lat = 2*L*d*kb/r           one stream
 * t    = t0 + [split] (ts + tl*log2(1+L/64)) + (mem^p + tile^p + comp^p + lat^p)^(1/p)
 * </pre>
 *
 * <p>b sequences with L stored tokens on average (of a sliding window: what it keeps). Where the
 * GPU was measured, the time is drawn through what the measurements show beyond the form, see
 * {@link DecodeCorrection}. Median error on head shapes left out of the fit 5 to 11 % for the form,
 * 2 to 5 % so corrected.
 *
 * <p>Evaluated for every engine step, so it is tabulated: for each row count at eight lengths an
 * octave, and linear between them, which is within 0.1 % of the form and never below its roofs.
 */
public final class DecodeAttention {
  /** Lengths per octave that are tabulated: two to the power of this. */
  private static final int OCTAVE_BITS = 3;

  private static final int OCTAVES = 18;
  private static final int SHIFT = 52 - OCTAVE_BITS;
  private static final int LAST = OCTAVES << OCTAVE_BITS;
  private static final int FIRST_INDEX = 1023 << OCTAVE_BITS;
  private static final long FIRST_BITS = (long) FIRST_INDEX << SHIFT;
  private static final long LOW_MASK = (1L << SHIFT) - 1;
  private static final double LOW_SCALE = 1.0 / (1L << SHIFT);
  private static final int ROWS_AT_FIRST = 1025;

  /**
   * The times of one row count; immutable, so a race at worst computes one twice.
   *
   * @param perRow 1 / rows
   * @param micros by length
   * @param codes what limits them, see {@link OperatorTime}
   * @param slopeBeyond further time for each further length of the last, us
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Row(double perRow, double[] micros, byte[] codes, double slopeBeyond) {}

  private final boolean split;
  private final double fixedMicros;
  private final double combineMicros;
  private final double microsPerToken;
  private final double memoryPerRow;
  private final double tilePerRow;
  private final double computePerToken;
  private final double latencyPerLength;
  private final double roofPerToken;
  private final PowerTable power;
  private final PowerTable root;
  private final DecodeCorrection correction;
  private volatile Row[] byRows = new Row[ROWS_AT_FIRST];

  /** Attention of one rank, by the form alone. */
  public DecodeAttention(
      DecodeAttentionCoefficients c,
      DeviceRates device,
      int heads,
      int kvHeads,
      int headDim,
      int kvBytes,
      boolean windowed,
      double slowdown) {
    this(c, Optional.empty(), device, heads, kvHeads, headDim, kvBytes, windowed, slowdown);
  }

  /**
   * Attention of one rank.
   *
   * @param measured what was measured beyond the form, on the axes of {@link DecodeCorrection}
   * @param heads query heads on the rank
   * @param kvHeads KV heads on the rank
   * @param headDim elements per key head
   * @param kvBytes bytes per element of the KV cache
   * @param windowed whether the layer has a sliding window
   * @param slowdown time of the device against its coefficients
   */
  public DecodeAttention(
      DecodeAttentionCoefficients c,
      Optional<CorrectionGrid> measured,
      DeviceRates device,
      int heads,
      int kvHeads,
      int headDim,
      int kvBytes,
      boolean windowed,
      double slowdown) {
    split = c.alwaysSplits() || (heads != kvHeads && !windowed);
    // an engine's faster kernel is still no faster than the memory and the arithmetic allow
    double memory = Math.max(1, slowdown * (1 + c.memoryLoss())) / device.bytesPerMicro();
    double compute = Math.max(1, slowdown * Math.max(1, c.computeCost()));
    double stream = (split ? c.streamTbPerSecond() : c.unsplitTbPerSecond()) * 1e6;
    int packed = windowed && !c.alwaysSplits() ? heads : kvHeads;
    double headTile = Math.sqrt(headDim / 128.0) * packed / device.multiprocessors();
    fixedMicros = slowdown * (c.launchUs() + (split ? c.splitUs() : 0));
    combineMicros = slowdown * (split ? c.combineUs() : 0);
    microsPerToken = 2.0 * kvHeads * headDim * kvBytes * memory;
    memoryPerRow = 4.0 * heads * headDim * memory;
    tilePerRow = slowdown * c.pairUs() * headTile;
    computePerToken = compute * 4.0 * heads * headDim / device.flopsPerMicro();
    latencyPerLength = slowdown * 2.0 * headDim * kvBytes / stream;
    roofPerToken =
        Math.max(
            2.0 * kvHeads * headDim * kvBytes / device.bytesPerMicro(),
            4.0 * heads * headDim / device.flopsPerMicro());
    power = new PowerTable(c.order());
    root = new PowerTable(1 / c.order());
    correction =
        measured
            .map(grid -> new DecodeCorrection(grid, heads, kvHeads, headDim, lengths(), this::form))
            .orElse(null);
  }

  /** The lengths of the table. */
  private static double[] lengths() {
    double[] lengths = new double[LAST + 1];
    for (int i = 0; i <= LAST; i++) {
      lengths[i] = length(i);
    }
    return lengths;
  }

  private static double length(int index) {
    return Double.longBitsToDouble((long) (index + FIRST_INDEX) << SHIFT);
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
    Row row = row(rows);
    long bits = Double.doubleToRawLongBits(context * row.perRow);
    int at = index(bits);
    return OperatorTime.of(micros(row, bits, at), row.codes[at]);
  }

  /** The same, less a part of its fixed cost that another operator of the same call has paid. */
  public long timeWithout(int rows, long context, double paidMicros) {
    if (rows == 0) {
      return OperatorTime.ZERO;
    }
    Row row = row(rows);
    double length = context * row.perRow;
    long bits = Double.doubleToRawLongBits(length);
    int at = index(bits);
    double left = micros(row, bits, at) - Math.min(paidMicros, fixed(length));
    return OperatorTime.of(Math.max(left, roofPerToken * context), row.codes[at]);
  }

  /** The last tabulated length up to one that is given by its bits; those below 1 count as 1. */
  private static int index(long bits) {
    int at = (int) (bits >>> SHIFT) - FIRST_INDEX;
    at = at < 0 ? 0 : at;
    return at < LAST ? at : LAST;
  }

  /** The time of a length: straight between two of the table, whose share the low bits are. */
  private static double micros(Row row, long bits, int at) {
    double low = row.micros[at];
    if (at < LAST) {
      double share = bits < FIRST_BITS ? 0 : (bits & LOW_MASK) * LOW_SCALE;
      return low + share * (row.micros[at + 1] - low);
    }
    double beyond = Double.longBitsToDouble(bits) / length(LAST);
    return low + (beyond - 1) * row.slopeBeyond;
  }

  private Row row(int rows) {
    Row[] present = byRows;
    Row row = rows < present.length ? present[rows] : null;
    return row == null ? fill(rows) : row;
  }

  private synchronized Row fill(int rows) {
    Row[] into = byRows;
    if (rows >= into.length) {
      into = Arrays.copyOf(into, Math.max(rows + 1, 2 * into.length));
    }
    double[] micros = new double[LAST + 1];
    byte[] codes = new byte[LAST + 1];
    double least = 0;
    for (int i = 0; i <= LAST; i++) {
      double length = length(i);
      double form = form(rows, length);
      double time = correction == null ? form : correction.micros(i, rows, form);
      double context = length * rows;
      least = Math.max(least, Math.max(time, roofPerToken * context));
      micros[i] = least;
      double memory = microsPerToken * context + memoryPerRow * rows;
      double floor = tilePerRow * rows + latencyPerLength * length + fixed(length);
      codes[i] =
          (byte)
              OperatorTime.code(
                  OperatorTime.ofLargest(1, computePerToken * context, memory, floor));
    }
    double share = length(LAST - 1) / length(LAST);
    double slope =
        Math.max(
            (micros[LAST] - micros[LAST - 1]) / (1 - share),
            Math.max(roofPerToken, microsPerToken) * length(LAST) * rows);
    Row row = new Row(1.0 / rows, micros, codes, slope);
    into[rows] = row;
    byRows = into;
    return row;
  }

  private double fixed(double length) {
    return split
        ? fixedMicros + combineMicros * Log2Table.of(1 + length * (1 / 64.0))
        : fixedMicros;
  }

  /** The form, us. */
  private double form(double rows, double length) {
    double context = rows * length;
    double memory = microsPerToken * context + memoryPerRow * rows;
    double body =
        root.of(
            power.of(memory)
                + power.of(tilePerRow * rows)
                + power.of(computePerToken * context)
                + power.of(latencyPerLength * length));
    return fixed(length) + Math.max(body, memory);
  }
}
