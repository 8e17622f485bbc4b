package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.input.bind.Range;
import java.util.Map;
import java.util.Optional;

/**
 * All operator coefficients of one GPU, or of an architecture's family.
 *
 * @param schemaVersion 1
 * @param id the GPU's catalogue id, or the family's name
 * @param provenance how far the figures rest on measurements
 * @param source where the figures come from
 * @param peaks what the losses are relative to
 * @param deviceFactor slowdown of the whole device against the forms; 1 unless a serving run says
 *     otherwise
 * @param computeLossFromWatts whether the loss of dense products over the compute roof follows the
 *     board's watts per TFLOPS
 * @param fit what the coefficients were fitted on and how well, where this project fitted them
 * @param corrections what was measured beyond the forms, by the names of {@link Corrections}
 */
public record OperatorCoefficients(
    @Range(min = 1, max = 1) int schemaVersion,
    String id,
    Provenance provenance,
    String source,
    FittedPeaks peaks,
    @Range(min = 1) double deviceFactor,
    boolean computeLossFromWatts,
    GemmFamily gemm,
    DecodeFamily decodeAttention,
    PrefillFamily prefillAttention,
    MoeFamily moe,
    MlaFamily mla,
    CollectiveFamily collectives,
    ElementwiseCoefficients elementwise,
    Optional<FitRecord> fit,
    Optional<Map<String, CorrectionTable>> corrections) {

  /**
   * Slope and intercept of the compute loss over watts per bf16 TFLOPS, through the two GDDR boards
   * that were measured: L40S 0.97 W/TF, 0.51; RTX PRO 6000 1.28 W/TF, 0.17. A hypothesis.
   */
  private static final double LOSS_AT_ZERO_WATTS = 1.58;

  private static final double LOSS_PER_WATT = 1.10;
  private static final double LEAST_POWER_LOSS = 0.1;
  private static final double MOST_POWER_LOSS = 0.9;

  /** Relative difference of peaks that is only rounding. */
  private static final double NO_CHANGE = 1e-3;

  /**
   * These coefficients relative to the peaks of {@code gpu}. For the GPU that they were fitted on,
   * absolute times stay where they are when the catalogue's peaks differ from those of the fit,
   * except that no loss falls below 0, the roof. For another GPU the dimensionless coefficients and
   * the latencies stay.
   */
  public OperatorCoefficients on(GpuSpec gpu) {
    double computeFactor = gpu.bf16Tflops() / peaks.bf16Tflops();
    double memoryFactor = gpu.memoryGbPerSecond() / peaks.memoryGbPerSecond();
    if (!id.equals(gpu.id())) {
      return transferred(gpu, computeFactor, memoryFactor);
    }
    if (Math.abs(computeFactor - 1) < NO_CHANGE && Math.abs(memoryFactor - 1) < NO_CHANGE) {
      return this;
    }
    double fp8Factor =
        peaks.fp8Tflops() > 0 ? gpu.fp8Tflops().orElse(peaks.fp8Tflops()) / peaks.fp8Tflops() : 1;
    double fp4Factor =
        peaks.fp4Tflops() > 0 ? gpu.fp4Tflops().orElse(peaks.fp4Tflops()) / peaks.fp4Tflops() : 1;
    return with(
        new GemmFamily(
            gemm.bf16().sameSilicon(computeFactor, memoryFactor),
            gemm.fp8().map(c -> c.sameSilicon(fp8Factor, memoryFactor)),
            gemm.nvfp4().map(c -> c.sameSilicon(fp4Factor, memoryFactor))),
        new DecodeFamily(
            decodeAttention.bf16().sameSilicon(computeFactor, memoryFactor),
            decodeAttention.fp8().map(c -> c.sameSilicon(computeFactor, memoryFactor))),
        new PrefillFamily(
            prefillAttention.bf16().sameSilicon(computeFactor, memoryFactor),
            prefillAttention.fp8().map(c -> c.sameSilicon(computeFactor, memoryFactor))),
        moe.map(
            c -> c.sameSilicon(computeFactor, memoryFactor),
            c -> c.sameSilicon(fp8Factor, memoryFactor),
            c -> c.sameSilicon(fp4Factor, memoryFactor)),
        mla.sameSilicon(computeFactor, memoryFactor),
        fit,
        corrections);
  }

  private OperatorCoefficients transferred(GpuSpec gpu, double computeFactor, double memoryFactor) {
    GemmFamily products = gemm;
    if (computeLossFromWatts && gpu.tdpWatts() > 0) {
      double wattsPerTflops = gpu.tdpWatts() / gpu.bf16Tflops();
      double loss =
          Math.min(
              MOST_POWER_LOSS,
              Math.max(LEAST_POWER_LOSS, LOSS_AT_ZERO_WATTS - LOSS_PER_WATT * wattsPerTflops));
      products =
          new GemmFamily(
              gemm.bf16().withComputeLoss(loss),
              gemm.fp8().map(c -> c.withComputeLoss(loss)),
              gemm.nvfp4().map(c -> c.withComputeLoss(loss)));
    }
    return with(
        products,
        decodeAttention,
        new PrefillFamily(
            prefillAttention.bf16().transferred(computeFactor, memoryFactor),
            prefillAttention.fp8().map(c -> c.transferred(computeFactor, memoryFactor))),
        moe,
        mla,
        Optional.empty(),
        Optional.empty());
  }

  /** Refuses corrections of unknown names. */
  public OperatorCoefficients {
    corrections.ifPresent(Corrections::new);
  }

  /** What was measured beyond the forms. */
  public Corrections measured() {
    return corrections.map(Corrections::new).orElse(Corrections.NONE);
  }

  /** The same with corrections, or without where {@code tables} is empty. */
  public OperatorCoefficients corrected(Optional<Map<String, CorrectionTable>> tables) {
    return with(gemm, decodeAttention, prefillAttention, moe, mla, fit, tables);
  }

  private OperatorCoefficients with(
      GemmFamily products,
      DecodeFamily decode,
      PrefillFamily prefill,
      MoeFamily experts,
      MlaFamily latent,
      Optional<FitRecord> fitted,
      Optional<Map<String, CorrectionTable>> tables) {
    return new OperatorCoefficients(
        schemaVersion,
        id,
        provenance,
        source,
        peaks,
        deviceFactor,
        computeLossFromWatts,
        products,
        decode,
        prefill,
        experts,
        latent,
        collectives,
        elementwise,
        fitted,
        tables);
  }

  /** The same coefficients with another provenance and source, for profiles that were fitted. */
  public OperatorCoefficients from(Provenance newProvenance, String newSource) {
    return new OperatorCoefficients(
        schemaVersion,
        id,
        newProvenance,
        newSource,
        peaks,
        deviceFactor,
        computeLossFromWatts,
        gemm,
        decodeAttention,
        prefillAttention,
        moe,
        mla,
        collectives,
        elementwise,
        fit,
        corrections);
  }
}
