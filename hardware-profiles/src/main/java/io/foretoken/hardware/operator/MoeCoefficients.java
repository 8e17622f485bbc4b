package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Coefficients of {@link MoeLayer} for one GPU and number format; in brackets the symbol of the
 * form.
 *
 * @param launchUs fixed cost of a layer, us [t0]
 * @param expertParallelUs added fixed cost with expert parallelism, us [tep]
 * @param expertUs cost of an expert that is touched, us [te]
 * @param memoryLoss time over the bandwidth roof, as a fraction, at least 0 [em]
 * @param computeLoss time over the compute roof, as a fraction, at least 0 [eta]
 * @param widthExponent growth of the compute time with the expert's width over 2048 [gw]
 * @param epilogueDepth cost of a tile's epilogue, in elements of k [k0]
 * @param paddingRows rows that an expert is padded by [pad]
 * @param localActivationCost cost of activation rows that the rank owns, over the bandwidth [ca]
 * @param globalActivationCost cost of activation rows of all ranks, likewise [cb]
 * @param order order of the smooth maximum of memory and compute [p]
 */
public record MoeCoefficients(
    @Range(min = 0) double launchUs,
    @Range(min = 0) double expertParallelUs,
    @Range(min = 0) double expertUs,
    @Range(min = 0) double memoryLoss,
    @Range(min = 0) double computeLoss,
    double widthExponent,
    @Range(min = 0) double epilogueDepth,
    @Range(min = 0) double paddingRows,
    @Range(min = 0) double localActivationCost,
    @Range(min = 0) double globalActivationCost,
    @Range(min = 1) double order) {

  /** The same absolute times on a device whose datasheet peaks differ by the given factors. */
  MoeCoefficients sameSilicon(double computeFactor, double memoryFactor) {
    return new MoeCoefficients(
        launchUs,
        expertParallelUs,
        expertUs,
        Rescale.loss(memoryLoss, memoryFactor),
        Rescale.loss(computeLoss, computeFactor),
        widthExponent,
        epilogueDepth,
        paddingRows,
        localActivationCost * memoryFactor,
        globalActivationCost * memoryFactor,
        order);
  }
}
