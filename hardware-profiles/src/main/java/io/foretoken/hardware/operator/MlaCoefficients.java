package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Coefficients of {@link MlaAttention} for one GPU; in brackets the symbol of the form.
 *
 * @param launchUs fixed cost of the block inside a CUDA graph, us [t0]
 * @param memoryLoss projections' time over the bandwidth roof, as a fraction, at least 0 [em]
 * @param computeLoss projections' time over the compute roof, likewise [eta]
 * @param activationCost cost of activations, in bytes over the bandwidth [cb]
 * @param cacheLoss attention's time over the bandwidth roof, as a fraction, at least 0 [ek]
 * @param decodeLoss decode attention's time over the compute roof, likewise [ea]
 * @param prefillLoss prefill attention's, likewise
 * @param pairUs fixed cost of a sequence and 64 heads on one SM, us [tt]
 */
public record MlaCoefficients(
    @Range(min = 0) double launchUs,
    @Range(min = 0) double memoryLoss,
    @Range(min = 0) double computeLoss,
    @Range(min = 0) double activationCost,
    @Range(min = 0) double cacheLoss,
    @Range(min = 0) double decodeLoss,
    @Range(min = 0) double prefillLoss,
    @Range(min = 0) double pairUs) {

  /** The same absolute times on a device whose datasheet peaks differ by the given factors. */
  MlaCoefficients sameSilicon(double computeFactor, double memoryFactor) {
    return new MlaCoefficients(
        launchUs,
        Rescale.loss(memoryLoss, memoryFactor),
        Rescale.loss(computeLoss, computeFactor),
        activationCost * memoryFactor,
        Rescale.loss(cacheLoss, memoryFactor),
        Rescale.loss(decodeLoss, computeFactor),
        Rescale.loss(prefillLoss, computeFactor),
        pairUs);
  }
}
