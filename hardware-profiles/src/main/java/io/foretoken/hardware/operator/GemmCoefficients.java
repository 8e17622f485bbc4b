package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Coefficients of {@link Gemm} for one GPU and number format; in brackets the symbol of the form.
 *
 * @param launchUs fixed cost of a call, us [t0]
 * @param depthUs latency that grows with the square root of k, us at k = 4096 [tk]
 * @param memoryLoss time over the bandwidth roof, as a fraction, at least 0 [em]
 * @param computeLoss time over the compute roof, as a fraction, at least 0 [eta]
 * @param order order of the smooth maximum of memory and compute [p]
 * @param throttle slowdown per e-fold of length over 50 us (clocks fall under load) [th]
 * @param waveLoss cost of the idle part of the last wave of tiles, as a fraction [wq]
 * @param epilogueDepth cost of a tile's epilogue, in elements of k [k0]
 * @param minimumWaves waves below which a product does not get faster [h]
 * @param raggedLoss cost of the empty part of the last row tile, as a fraction [rg]
 * @param tileRows rows of the largest tile, a power of two [tq]
 * @param quantiseUs launch of the kernel that quantises the activation, us [q0]
 * @param quantisePs its time per activation element, ps [q1]
 */
public record GemmCoefficients(
    @Range(min = 0) double launchUs,
    @Range(min = 0) double depthUs,
    @Range(min = 0) double memoryLoss,
    @Range(min = 0) double computeLoss,
    @Range(min = 1) double order,
    @Range(min = 0) double throttle,
    @Range(min = 0) double waveLoss,
    @Range(min = 0) double epilogueDepth,
    @Range(min = 0) double minimumWaves,
    @Range(min = 0) double raggedLoss,
    @Range(min = 1) int tileRows,
    @Range(min = 0) double quantiseUs,
    @Range(min = 0) double quantisePs) {

  /** The same absolute times on a device whose datasheet peaks differ by the given factors. */
  GemmCoefficients sameSilicon(double computeFactor, double memoryFactor) {
    return with(
        Rescale.loss(memoryLoss, memoryFactor), Rescale.loss(computeLoss, computeFactor), launchUs);
  }

  /** The same with another loss over the compute roof. */
  GemmCoefficients withComputeLoss(double loss) {
    return with(memoryLoss, loss, launchUs);
  }

  private GemmCoefficients with(double memory, double compute, double launch) {
    return new GemmCoefficients(
        launch,
        depthUs,
        memory,
        compute,
        order,
        throttle,
        waveLoss,
        epilogueDepth,
        minimumWaves,
        raggedLoss,
        tileRows,
        quantiseUs,
        quantisePs);
  }
}
