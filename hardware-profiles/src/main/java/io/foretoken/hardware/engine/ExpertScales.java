package io.foretoken.hardware.engine;

import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;

/**
 * How an engine's kernels for routed experts differ from the measured ones. An engine has one
 * kernel per number format, each replaced at its own time, so each has its own factor.
 *
 * @param bits16 duration with 16-bit weights
 * @param bits8 duration with 8-bit weights
 * @param bits4 duration with 4-bit weights that the arithmetic takes as they are
 * @param widened duration of the kernel that widens 4-bit weights in registers, which serves int4
 *     and, where the GPU has no fp4 units, mxfp4; 0 where mxfp4 has a kernel of its own
 * @param compute beside these, duration of the arithmetic
 * @param smallKernels small kernels of an expert layer beside those of a dense layer
 */
public record ExpertScales(
    @Range(min = 0, aboveMin = true) @Default("1") double bits16,
    @Range(min = 0, aboveMin = true) @Default("1") double bits8,
    @Range(min = 0, aboveMin = true) @Default("1") double bits4,
    @Range(min = 0) @Default("0") double widened,
    @Range(min = 0, aboveMin = true) @Default("1") double compute,
    @Range(min = 0) @Default("0") double smallKernels) {

  /** Kernels as they were measured. */
  public static final ExpertScales MEASURED = new ExpertScales(1, 1, 1, 0, 1, 0);

  /** Whether experts in mxfp4 run on the kernel that also serves int4. */
  public boolean widensMxfp4() {
    return widened > 0;
  }

  /** Duration of the kernel of a format. */
  public double of(WeightFormat kernel) {
    return switch (kernel) {
      case BF16, FP16 -> bits16;
      case FP8, FP8_BLOCK, INT8 -> bits8;
      case NVFP4, MXFP4 -> bits4;
      case INT4 -> widensMxfp4() ? widened : 1;
    };
  }
}
