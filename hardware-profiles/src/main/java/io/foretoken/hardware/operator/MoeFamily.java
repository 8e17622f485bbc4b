package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Coefficients of expert layers by number format. A format without its own takes the nearest: the
 * two kinds of fp8 each other's, nvfp4 fp8's, int4 and mxfp4 (whose activations stay 16-bit) each
 * other's; bf16's at last.
 */
public record MoeFamily(
    MoeCoefficients bf16,
    Optional<MoeCoefficients> fp8,
    Optional<MoeCoefficients> fp8Block,
    Optional<MoeCoefficients> nvfp4,
    Optional<MoeCoefficients> int4,
    Optional<MoeCoefficients> mxfp4) {

  /** Coefficients of experts whose weights are in {@code format}. */
  public MoeCoefficients of(WeightFormat format, GpuSpec gpu) {
    return switch (format) {
      case BF16, FP16 -> bf16;
      case FP8 -> fp8.or(() -> fp8Block).orElse(bf16);
      case FP8_BLOCK -> fp8Block.or(() -> fp8).orElse(bf16);
      case INT8 -> format.isNative(gpu) ? fp8.or(() -> fp8Block).orElse(bf16) : bf16;
      case NVFP4 -> nvfp4.or(() -> fp8).or(() -> fp8Block).orElse(bf16);
      case INT4 -> int4.or(() -> mxfp4).orElse(bf16);
      case MXFP4 -> mxfp4.or(() -> int4).orElse(bf16);
    };
  }

  /** The family with every format's coefficients changed by the peak that it multiplies at. */
  MoeFamily map(
      UnaryOperator<MoeCoefficients> of16Bit,
      UnaryOperator<MoeCoefficients> ofFp8,
      UnaryOperator<MoeCoefficients> ofFp4) {
    return new MoeFamily(
        of16Bit.apply(bf16),
        fp8.map(ofFp8),
        fp8Block.map(ofFp8),
        nvfp4.map(ofFp4),
        int4.map(of16Bit),
        mxfp4.map(of16Bit));
  }
}
