package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import java.util.Optional;

/**
 * Coefficients of linear layers by number format. A format without its own takes bf16's, with the
 * larger tiles and epilogue that 8-bit kernels have.
 */
public record GemmFamily(
    GemmCoefficients bf16, Optional<GemmCoefficients> fp8, Optional<GemmCoefficients> nvfp4) {

  /** Coefficients of products whose weights are in {@code format}. */
  public GemmCoefficients of(WeightFormat format, GpuSpec gpu) {
    if (!format.isNative(gpu) || format.isSixteenBit()) {
      return bf16;
    }
    GemmCoefficients eightBit = fp8.orElseGet(this::eightBitDefault);
    return format == WeightFormat.NVFP4 ? nvfp4.orElse(eightBit) : eightBit;
  }

  private GemmCoefficients eightBitDefault() {
    return new GemmCoefficients(
        bf16.launchUs(),
        bf16.depthUs() + 1,
        bf16.memoryLoss(),
        bf16.computeLoss(),
        3,
        0.03,
        0.05,
        500,
        0,
        0,
        256,
        1.2,
        2.7);
  }
}
