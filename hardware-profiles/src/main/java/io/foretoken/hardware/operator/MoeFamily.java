package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import java.util.Optional;

/** Coefficients of expert layers by number format; a format without its own takes bf16's. */
public record MoeFamily(
    MoeCoefficients bf16,
    Optional<MoeCoefficients> fp8,
    Optional<MoeCoefficients> nvfp4,
    Optional<MoeCoefficients> fourBitWeights) {

  /** Coefficients of experts whose weights are in {@code format}. */
  public MoeCoefficients of(WeightFormat format, GpuSpec gpu) {
    if (format.isSixteenBit()) {
      return bf16;
    }
    if (!format.isNative(gpu)) {
      return fourBitWeights.orElse(bf16);
    }
    MoeCoefficients eightBit = fp8.orElse(bf16);
    return format == WeightFormat.NVFP4 ? nvfp4.orElse(eightBit) : eightBit;
  }
}
