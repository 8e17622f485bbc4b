package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Coefficients of {@link PrefillAttention} for one GPU; in brackets the symbol of the form.
 *
 * @param launchUs fixed cost of a call, us [t0]
 * @param computeLoss time over the compute roof, as a fraction, at least 0 [eta]
 * @param softmaxDim cost of the softmax, in elements of head dim [d0]
 * @param tileTokens masked keys computed per row, tokens, at least 1 [tile]
 * @param queryCost cost of reading q and writing o, in bytes over the bandwidth [cq]
 * @param keyCost cost of reading k, v and writing the KV cache, likewise [ck]
 * @param rowBlockCost share of the longest row block that is not overlapped [cw]
 * @param blockUs cost of one row block of one head on one SM, us [tt]
 * @param order order of the smooth maximum with the fixed cost [q]
 * @param l2Speed time of q, k, v, o from L2 relative to HBM [rl]; the L2 switch stays on in serving
 *     since the operator before has just written them
 */
public record PrefillAttentionCoefficients(
    @Range(min = 0) double launchUs,
    @Range(min = 0) double computeLoss,
    @Range(min = 0) double softmaxDim,
    @Range(min = 1) double tileTokens,
    @Range(min = 0) double queryCost,
    @Range(min = 0) double keyCost,
    @Range(min = 0) double rowBlockCost,
    @Range(min = 0) double blockUs,
    @Range(min = 1) double order,
    @Range(min = 0) double l2Speed) {

  /** The same absolute times on a device whose datasheet peaks differ by the given factors. */
  PrefillAttentionCoefficients sameSilicon(double computeFactor, double memoryFactor) {
    return with(
        Rescale.loss(computeLoss, computeFactor),
        queryCost * memoryFactor,
        keyCost * memoryFactor,
        rowBlockCost * computeFactor);
  }

  /**
   * The coefficients for another device: reading q, k, v is bound by the SMs, so its time per byte
   * follows the compute peak.
   *
   * @param computeFactor new compute peak / old
   * @param memoryFactor new bandwidth / old
   */
  PrefillAttentionCoefficients transferred(double computeFactor, double memoryFactor) {
    double perByte = memoryFactor / computeFactor;
    return with(computeLoss, queryCost * perByte, keyCost * perByte, rowBlockCost);
  }

  private PrefillAttentionCoefficients with(
      double loss, double query, double key, double rowBlock) {
    return new PrefillAttentionCoefficients(
        launchUs, loss, softmaxDim, tileTokens, query, key, rowBlock, blockUs, order, l2Speed);
  }
}
