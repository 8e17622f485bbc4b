package io.foretoken.hardware.operator;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Causal attention of prompt chunks, one layer of one rank. A step's chunks share one call.
 *
 * <pre>
 * pairs = sum over the chunk's queries of the keys each may see + s*tile/2
 * comp  = 4*Hq*D*pairs*(1+eta)/F,  D = d + d0
 * mem   = [cq*4*s*d*Hq + ck*s*d*Hkv*(4+2*kb)]/BW * (f*rl + 1-f),  f = 1/(1+(bytes/L2)^4)
 * past  = 2*c*Hkv*d*kb*(1+em)/BW                                  keys and values stored before
 * crit  = cw*4*128*min(we+tile, s+c)*D*min(s/128,1)*S/F           longest row block
 * tl    = tt*Hq*ceil(s/128)/S                                     per block
 * t     = (t0^q + (comp+mem+past+crit+tl)^q)^(1/q)
 * </pre>
 *
 * <p>s new tokens after c stored ones; a window limits the keys. Sums over chunks, except crit (the
 * largest) and t0 (once). Where the GPU was measured, the time is drawn through what the
 * measurements show beyond the form, see {@link PrefillCorrection}. Median error on head shapes
 * left out of the fit 3 to 8 % for the form, 2 to 5 % so corrected, without stored tokens; with
 * them untested (the measurements have none).
 */
public final class PrefillAttention {
  private static final int BLOCK_ROWS = 128;
  private static final int WHOLE_PROMPTS = 4096;
  private static final long NO_WINDOW = Long.MAX_VALUE / 4;

  private final PrefillAttentionCoefficients c;
  private final double computePerPair;
  private final double memoryPerToken;
  private final double bytesPerToken;
  private final double pastPerToken;
  private final double criticalPerKey;
  private final double blockMicros;
  private final double l2Bytes;
  private final long window;
  private final double launchMicros;
  private final PowerTable power;
  private final PowerTable root;
  private final double launchPower;
  private final double roofPerPair;
  private final double roofPerPast;
  private final PrefillCorrection correction;

  /**
   * Times of single prompts that nothing is stored of, by length, once computed: the usual step of
   * a system that keeps up computes one of them.
   */
  private final AtomicLongArray wholePrompts = new AtomicLongArray(WHOLE_PROMPTS);

  /** Attention of one rank, by the form alone. */
  public PrefillAttention(
      PrefillAttentionCoefficients c,
      double pastLoss,
      DeviceRates device,
      int heads,
      int kvHeads,
      int headDim,
      int kvBytes,
      int window,
      double deviceFactor) {
    this(
        c,
        Optional.empty(),
        pastLoss,
        device,
        heads,
        kvHeads,
        headDim,
        kvBytes,
        window,
        deviceFactor);
  }

  /**
   * Attention of one rank.
   *
   * @param measured what was measured beyond the form, on the axes of {@link PrefillCorrection}
   * @param pastLoss loss over the bandwidth roof for stored keys and values (decode attention's)
   * @param heads query heads on the rank
   * @param kvHeads KV heads on the rank
   * @param headDim elements per key head
   * @param kvBytes bytes per element of the KV cache
   * @param window tokens of the sliding window, 0 for none
   * @param slowdown time of the device and the engine's kernel against the coefficients
   */
  public PrefillAttention(
      PrefillAttentionCoefficients c,
      Optional<CorrectionGrid> measured,
      double pastLoss,
      DeviceRates device,
      int heads,
      int kvHeads,
      int headDim,
      int kvBytes,
      int window,
      double slowdown) {
    this.c = c;
    double dim = headDim + c.softmaxDim();
    double flops = device.flopsPerMicro() / slowdown;
    double bandwidth = device.bytesPerMicro() / slowdown;
    // an engine's faster kernel is still no faster than the memory and the arithmetic allow
    double compute = Math.max(1, slowdown * (1 + c.computeLoss()));
    double past = Math.max(1, slowdown * (1 + pastLoss));
    computePerPair = 4.0 * heads * dim * compute / device.flopsPerMicro();
    double queryBytes = 4.0 * headDim * heads;
    double keyBytes = (double) headDim * kvHeads * (4 + 2 * kvBytes);
    memoryPerToken = (c.queryCost() * queryBytes + c.keyCost() * keyBytes) / bandwidth;
    bytesPerToken = queryBytes + keyBytes;
    pastPerToken = 2.0 * kvHeads * headDim * kvBytes * past / device.bytesPerMicro();
    criticalPerKey = c.rowBlockCost() * 4 * BLOCK_ROWS * dim * device.multiprocessors() / flops;
    blockMicros = slowdown * c.blockUs() * heads / device.multiprocessors();
    l2Bytes = device.l2Bytes();
    this.window = window == 0 ? NO_WINDOW : window;
    launchMicros = slowdown * c.launchUs();
    power = new PowerTable(c.order());
    root = new PowerTable(1 / c.order());
    launchPower = power.of(launchMicros);
    roofPerPair = 4.0 * heads * headDim / device.flopsPerMicro();
    roofPerPast = 2.0 * kvHeads * headDim * kvBytes / device.bytesPerMicro();
    correction =
        measured
            .map(grid -> new PrefillCorrection(grid, heads, kvHeads, headDim, this::ofPrompts))
            .orElse(null);
  }

  /** Time by the form of equal prompts with nothing stored before, us; before the correction is. */
  private double ofPrompts(int prompts, int tokens) {
    int[] fresh = new int[prompts];
    Arrays.fill(fresh, tokens);
    return OperatorTime.micros(compute(prompts, fresh, new int[prompts]));
  }

  /** Fixed cost of a call, us. */
  public double fixedMicros() {
    return launchMicros;
  }

  /**
   * Packed time of one layer for all chunks of a step; see {@link OperatorTime}.
   *
   * @param count chunks, 0 for none
   * @param newTokens tokens computed, per chunk
   * @param cachedTokens tokens stored before, per chunk
   */
  public long time(int count, int[] newTokens, int[] cachedTokens) {
    if (count == 0) {
      return OperatorTime.ZERO;
    }
    if (count > 1 || cachedTokens[0] > 0 || newTokens[0] >= WHOLE_PROMPTS) {
      return compute(count, newTokens, cachedTokens);
    }
    long known = wholePrompts.getOpaque(newTokens[0]);
    if (known == 0) {
      known = compute(count, newTokens, cachedTokens);
      wholePrompts.setOpaque(newTokens[0], known);
    }
    return known;
  }

  private long compute(int count, int[] newTokens, int[] cachedTokens) {
    double compute = 0;
    double seen = 0;
    double blocks = 0;
    double critical = 0;
    long tokens = 0;
    long past = 0;
    for (int i = 0; i < count; i++) {
      long fresh = newTokens[i];
      long cached = cachedTokens[i];
      double visible = pairs(fresh, cached, window);
      seen += visible;
      compute += computePerPair * (visible + fresh * c.tileTokens() * 0.5);
      long rowBlocks = (fresh + BLOCK_ROWS - 1) / BLOCK_ROWS;
      blocks += blockMicros * rowBlocks;
      double keys = Math.min(window + c.tileTokens(), (double) (cached + fresh));
      double filled = Math.min(1, fresh / (double) BLOCK_ROWS);
      critical = Math.max(critical, criticalPerKey * keys * filled);
      tokens += fresh;
      past += Math.min(cached, window);
    }
    double bytes = bytesPerToken * tokens / l2Bytes;
    double inCache = 1 / (1 + bytes * bytes * bytes * bytes);
    double memory =
        memoryPerToken * tokens * (inCache * c.l2Speed() + 1 - inCache) + pastPerToken * past;
    double body = compute + memory + critical + blocks;
    double micros = Math.max(body, root.of(launchPower + power.of(body)));
    if (correction != null) {
      double roof = Math.max(roofPerPair * seen, roofPerPast * past);
      micros = Math.max(roof, correction.micros(count, micros));
    }
    return OperatorTime.ofLargest(micros, compute + critical, memory, launchMicros + blocks);
  }

  /**
   * Pairs of a query and a key that it may see, of {@code fresh} queries after {@code cached}
   * stored tokens (half a pair per query short of the exact triangle).
   *
   * @param window tokens of the sliding window, 0 for none
   */
  public static double pairs(long fresh, long cached, long window) {
    if (window == 0) {
      return (double) fresh * cached + (double) fresh * fresh * 0.5;
    }
    if (cached >= window) {
      return (double) fresh * window;
    }
    double growing = Math.min(fresh, window - cached);
    return growing * cached + growing * growing * 0.5 + (fresh - growing) * window;
  }
}
