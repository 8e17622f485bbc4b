package io.foretoken.hardware.operator;

/**
 * The attention block of a layer with latent attention (projections, attention, output), one rank
 * with h heads.
 *
 * <pre>
 * W    = weights of the projections on the rank (latent ones are replicated)
 * proj = sqrt( (W*wb*(1+em)/BW)^2 + (2*T*W*(1+eta)/Fg)^2 )
 * act  = cb*2*T*(4*hidden + 2*h*(kv_rank + v) + 2*(q_rank + kv_rank + rope))/BW
 * attn = sqrt( (kv*(1+ek)/BW)^2 + (fl*(1+ea)/F)^2 )
 *        decode:  kv = L*(kv_rank+rope)*kb,  fl = 2*h*L*(2*kv_rank+rope)      L summed over rows
 *        prefill: kv = T*((kv_rank+rope)*kb + 2*h*(kv_rank+v)), fl = 2*h*pairs*(nope+rope+v)
 * t    = t0 + proj + act + attn + tt*b/S*ceil(h/64)
 * </pre>
 *
 * <p>The fixed cost is that of about ten kernels inside a CUDA graph.
 */
public final class MlaAttention {
  private final MlaCoefficients c;
  private final double weights;
  private final double projectionMemory;
  private final double projectionPerToken;
  private final double activationPerToken;
  private final double cachePerToken;
  private final double decodeComputePerToken;
  private final double prefillBytesMicros;
  private final double prefillComputePerPair;
  private final double pairMicros;

  /**
   * The block of one rank.
   *
   * @param weights elements of the projections on the rank
   * @param weightBytes bytes per weight
   * @param projectionFlopsPerMicro dense peak of the format that the projections multiply in
   * @param heads query heads on the rank
   * @param keyDim nope + rope
   * @param valueDim elements per value head
   * @param queryRank rank of the query projection, 0 without
   * @param latentRank rank of the stored latent
   * @param ropeDim rotary part that is stored beside it
   * @param kvBytes bytes per stored element
   */
  public MlaAttention(
      MlaCoefficients coefficients,
      DeviceRates device,
      double weights,
      double weightBytes,
      double projectionFlopsPerMicro,
      int hidden,
      int heads,
      int keyDim,
      int valueDim,
      int queryRank,
      int latentRank,
      int ropeDim,
      int kvBytes) {
    this.c = coefficients;
    double bandwidth = device.bytesPerMicro();
    double flops = device.flopsPerMicro();
    this.weights = weights;
    projectionMemory = weights * weightBytes * (1 + c.memoryLoss()) / bandwidth;
    projectionPerToken = 2 * weights * (1 + c.computeLoss()) / projectionFlopsPerMicro;
    activationPerToken =
        c.activationCost()
            * 2
            * (4.0 * hidden
                + 2.0 * heads * (latentRank + valueDim)
                + 2.0 * (queryRank + latentRank + ropeDim))
            / bandwidth;
    cachePerToken = (double) (latentRank + ropeDim) * kvBytes * (1 + c.cacheLoss()) / bandwidth;
    decodeComputePerToken = 2.0 * heads * (2 * latentRank + ropeDim) * (1 + c.decodeLoss()) / flops;
    prefillBytesMicros =
        ((latentRank + ropeDim) * kvBytes + 2.0 * heads * (latentRank + valueDim)) / bandwidth;
    prefillComputePerPair = 2.0 * heads * (keyDim + valueDim) * (1 + c.prefillLoss()) / flops;
    int headBlocks = (heads + 63) / 64;
    pairMicros = c.pairUs() / device.multiprocessors() * headBlocks;
  }

  /** Elements of the projections on the rank. */
  public double weights() {
    return weights;
  }

  /** Packed time of projections, activations and the fixed cost for {@code tokens} tokens. */
  public long projections(int tokens) {
    double compute = projectionPerToken * tokens;
    double memory = projectionMemory + activationPerToken * tokens;
    double micros =
        c.launchUs()
            + Math.sqrt(projectionMemory * projectionMemory + compute * compute)
            + activationPerToken * tokens;
    return OperatorTime.ofLargest(micros, compute, memory, c.launchUs());
  }

  /** Packed time of the attention itself of {@code rows} decode rows. */
  public long decode(int rows, long context) {
    if (rows == 0) {
      return OperatorTime.ZERO;
    }
    double memory = cachePerToken * context;
    double compute = decodeComputePerToken * context;
    double fixed = pairMicros * rows;
    double micros = Math.sqrt(memory * memory + compute * compute) + fixed;
    return OperatorTime.ofLargest(micros, compute, memory, fixed);
  }

  /** Packed time of the attention itself of prompt chunks. */
  public long prefill(int count, int[] newTokens, int[] cachedTokens) {
    double compute = 0;
    double memory = 0;
    for (int i = 0; i < count; i++) {
      compute += prefillComputePerPair * PrefillAttention.pairs(newTokens[i], cachedTokens[i], 0);
      memory += prefillBytesMicros * newTokens[i] + cachePerToken * cachedTokens[i];
    }
    double micros = Math.sqrt(memory * memory + compute * compute) + pairMicros * count;
    return OperatorTime.ofLargest(micros, compute, memory, pairMicros * count);
  }
}
