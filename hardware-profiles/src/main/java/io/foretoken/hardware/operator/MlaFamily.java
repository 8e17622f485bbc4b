package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import java.util.Optional;

/**
 * Coefficients of the block with latent attention, by the format that its projections multiply in;
 * fp8 serves all narrower formats, and takes bf16's without its own.
 */
public record MlaFamily(MlaCoefficients bf16, Optional<MlaCoefficients> fp8) {

  /** Coefficients of a block whose projections are in {@code format}. */
  public MlaCoefficients of(WeightFormat format, GpuSpec gpu) {
    return format.isSixteenBit() || !format.isNative(gpu) ? bf16 : fp8.orElse(bf16);
  }

  MlaFamily sameSilicon(double computeFactor, double memoryFactor) {
    return new MlaFamily(
        bf16.sameSilicon(computeFactor, memoryFactor),
        fp8.map(c -> c.sameSilicon(computeFactor, memoryFactor)));
  }
}
