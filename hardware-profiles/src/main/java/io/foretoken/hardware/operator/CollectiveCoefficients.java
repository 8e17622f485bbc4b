package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * Coefficients of one kind of collective over the links inside a box; in brackets the symbol of the
 * form, see {@link Collectives}.
 *
 * @param baseUs fixed cost, us [a0]
 * @param perPeerUs cost per further GPU, us [a1]
 * @param slowStartUs delay that long messages add, us [D]
 * @param slowStartMb message volume over which it builds up, MB [V0]
 * @param share2 share of the link's rate that 2 GPUs reach [e_2]
 * @param share4 the same for 4 GPUs
 * @param share8 the same for 8 GPUs and more
 */
public record CollectiveCoefficients(
    @Range(min = 0) double baseUs,
    @Range(min = 0) double perPeerUs,
    @Range(min = 0) double slowStartUs,
    @Range(min = 0, aboveMin = true) double slowStartMb,
    @Range(min = 0, aboveMin = true) double share2,
    @Range(min = 0, aboveMin = true) double share4,
    @Range(min = 0, aboveMin = true) double share8) {

  /** Share of the link's rate, interpolated linearly between 2, 4 and 8 GPUs. */
  double share(int gpus) {
    if (gpus <= 2) {
      return share2;
    }
    if (gpus <= 4) {
      return share2 + (share4 - share2) * (gpus - 2) / 2.0;
    }
    return gpus >= 8 ? share8 : share4 + (share8 - share4) * (gpus - 4) / 4.0;
  }
}
