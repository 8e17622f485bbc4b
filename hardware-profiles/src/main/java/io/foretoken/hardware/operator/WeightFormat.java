package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.model.ModelShape;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Number formats of a model's linear layers. Embeddings, LM head, routers and norms stay 16-bit in
 * every format; some cover the experts only, see {@link #expertsOnly}.
 */
public enum WeightFormat {
  BF16(2, 2),
  FP16(2, 2),
  /** Scales per tensor or per channel. */
  FP8(1, 1),
  /** One FP32 scale per 128 x 128 weights. */
  FP8_BLOCK(1 + 4.0 / (128 * 128), 1),
  INT8(1, 1),
  /** Groups of 64 with 16-bit scales; activations stay 16-bit. */
  INT4(0.53125, 2),
  /** Groups of 16 with 8-bit scales. */
  NVFP4(0.5625, 0.5625),
  /** Groups of 32 with 8-bit scales; activations stay 16-bit unless the GPU has fp4 units. */
  MXFP4(0.53125, 2);

  private final double bytesPerWeight;
  private final double bytesPerActivation;

  WeightFormat(double bytesPerWeight, double bytesPerActivation) {
    this.bytesPerWeight = bytesPerWeight;
    this.bytesPerActivation = bytesPerActivation;
  }

  /** Bytes that a weight takes in memory, scales included. */
  public double bytesPerWeight() {
    return bytesPerWeight;
  }

  /** Bytes that an activation takes as input of a product of this format. */
  public double bytesPerActivation() {
    return bytesPerActivation;
  }

  /** The name in files, such as {@code fp8_block}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format with the given name, if there is one. */
  public static Optional<WeightFormat> of(String id) {
    for (WeightFormat format : values()) {
      if (format.id().equals(id)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether the format is 16-bit, so that nothing is quantised. */
  public boolean isSixteenBit() {
    return this == BF16 || this == FP16;
  }

  /**
   * Whether only the expert matrices of a model with experts are in this format: mxfp4 always,
   * another where the model's checkpoint in that format says so.
   */
  public boolean expertsOnly(ModelShape model) {
    boolean asPublished =
        model.extras().quantized().equals("experts") && model.nativePrecision().equals(id());
    return model.moe().isPresent() && (this == MXFP4 || asPublished);
  }

  /** Format of the dense linear layers of a model whose checkpoint is in this format. */
  public WeightFormat ofDenseLayers(ModelShape model) {
    return expertsOnly(model) ? BF16 : this;
  }

  /**
   * Dense peak at which the GPU multiplies in this format, TFLOPS; a format that the GPU lacks runs
   * weight-only: its bytes, 16-bit operations.
   */
  public double tflops(GpuSpec gpu) {
    return nativeTflops(gpu).orElse(gpu.bf16Tflops());
  }

  /** Whether the GPU multiplies in this format; otherwise weights are unpacked to 16 bit. */
  public boolean isNative(GpuSpec gpu) {
    return isSixteenBit() || nativeTflops(gpu).isPresent();
  }

  private OptionalDouble nativeTflops(GpuSpec gpu) {
    return switch (this) {
      case BF16, FP16 -> OptionalDouble.of(gpu.bf16Tflops());
      case FP8, FP8_BLOCK -> gpu.fp8Tflops();
      case INT8 -> gpu.int8Tops();
      case NVFP4 -> gpu.fp4Tflops();
      case INT4, MXFP4 -> OptionalDouble.empty();
    };
  }

  /**
   * Why engines cannot run this format on the GPU; empty when they can. FP8 needs FP8 units (Ada,
   * Hopper, CDNA3 and later), NVFP4 needs FP4 units (Blackwell). INT8, INT4 and MXFP4 have
   * weight-only kernels everywhere.
   */
  public Optional<String> refusal(GpuSpec gpu) {
    return switch (this) {
      case FP8, FP8_BLOCK ->
          gpu.fp8Tflops().isPresent()
              ? Optional.empty()
              : Optional.of(
                  refusal(gpu, "fp8 units (Ada, Hopper and later)", "bf16, int8 or int4"));
      case NVFP4 ->
          gpu.fp4Tflops().isPresent()
              ? Optional.empty()
              : Optional.of(refusal(gpu, "fp4 units (Blackwell)", "fp8, int4 or mxfp4"));
      default -> Optional.empty();
    };
  }

  private String refusal(GpuSpec gpu, String needed, String instead) {
    return id()
        + " needs "
        + needed
        + "; "
        + gpu.id()
        + " ("
        + gpu.architecture()
        + ") has none and engines have no kernel for it there; use "
        + instead;
  }
}
