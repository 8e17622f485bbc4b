package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Coefficients of {@link DecodeAttention} for one GPU; in brackets the symbol of the form.
 *
 * @param launchUs fixed cost of a call, us [t0]
 * @param splitUs cost of splitting a sequence over SMs, us [ts]
 * @param combineUs cost of combining the parts, us per doubling of the length over 64 [tl]
 * @param memoryLoss time over the bandwidth roof, as a fraction, at least 0 [em]
 * @param pairUs fixed cost of a (sequence, KV head) pair on one SM, us at head dim 128 [tt]
 * @param computeCost operations counted this many times over [cg]
 * @param order order of the smooth maximum [p]
 * @param streamTbPerSecond rate at which one sequence is read when it is split, TB/s [rh]
 * @param unsplitTbPerSecond the same when it is not, TB/s [rm]
 * @param alwaysSplits whether the kernel also splits sequences of multi-head attention and of
 *     sliding windows (FlashAttention-2 does not)
 */
public record DecodeAttentionCoefficients(
    @Range(min = 0) double launchUs,
    @Range(min = 0) double splitUs,
    @Range(min = 0) double combineUs,
    @Range(min = 0) double memoryLoss,
    @Range(min = 0) double pairUs,
    @Range(min = 0) double computeCost,
    @Range(min = 1) double order,
    @Range(min = 0, aboveMin = true) double streamTbPerSecond,
    @Range(min = 0, aboveMin = true) double unsplitTbPerSecond,
    boolean alwaysSplits) {

  /** The same absolute times on a device whose datasheet peaks differ by the given factors. */
  DecodeAttentionCoefficients sameSilicon(double computeFactor, double memoryFactor) {
    return new DecodeAttentionCoefficients(
        launchUs,
        splitUs,
        combineUs,
        Rescale.loss(memoryLoss, memoryFactor),
        pairUs,
        computeCost * computeFactor,
        order,
        streamTbPerSecond,
        unsplitTbPerSecond,
        alwaysSplits);
  }
}
