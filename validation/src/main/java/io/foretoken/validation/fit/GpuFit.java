package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CollectiveCoefficients;
import io.foretoken.hardware.operator.CollectiveFamily;
import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.DecodeAttentionCoefficients;
import io.foretoken.hardware.operator.DecodeFamily;
import io.foretoken.hardware.operator.GemmCoefficients;
import io.foretoken.hardware.operator.GemmFamily;
import io.foretoken.hardware.operator.MlaCoefficients;
import io.foretoken.hardware.operator.MlaFamily;
import io.foretoken.hardware.operator.MoeCoefficients;
import io.foretoken.hardware.operator.MoeFamily;
import io.foretoken.hardware.operator.PrefillAttentionCoefficients;
import io.foretoken.hardware.operator.PrefillFamily;
import io.foretoken.hardware.operator.WeightFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits all families of one GPU. */
final class GpuFit {
  private static final int WEIGHT_COPIES = 6;

  /**
   * The block with latent attention on the GPU whose tables hold its attention kernel only: a guess
   * from the GPUs that were measured.
   */
  private static final MlaCoefficients MLA_NOT_MEASURED =
      new MlaCoefficients(12, 0.3, 0.5, 1, 0.4, 1, 0.5, 8);

  private final MeasuredGpu gpu;
  private final OperatorTables tables;
  private final List<Fitted<?>> families = new ArrayList<>();
  private final Map<String, CorrectionTable> corrections = new LinkedHashMap<>();

  /**
   * A fit.
   *
   * @param folder the GPU's tables
   */
  GpuFit(MeasuredGpu gpu, Path folder) {
    this.gpu = gpu;
    tables = new OperatorTables(folder);
  }

  /** Fits every family that has a table. */
  FittedGpu fit() {
    GemmFamily products =
        new GemmFamily(
            products("bfloat16", WeightFormat.BF16).orElseThrow(),
            products("fp8", WeightFormat.FP8),
            products("nvfp4", WeightFormat.NVFP4));
    DecodeFamily decode = new DecodeFamily(decode("bfloat16", 2).orElseThrow(), decode("fp8", 1));
    PrefillFamily prefill =
        new PrefillFamily(prefill("bfloat16", 2).orElseThrow(), prefill("fp8", 1));
    MoeFamily experts =
        new MoeFamily(
            experts(WeightFormat.BF16).orElseThrow(),
            experts(WeightFormat.FP8),
            experts(WeightFormat.FP8_BLOCK),
            experts(WeightFormat.NVFP4),
            experts(WeightFormat.INT4),
            experts(WeightFormat.MXFP4));
    MlaFamily latent =
        gpu.isOldEngine()
            ? new MlaFamily(MLA_NOT_MEASURED, Optional.empty())
            : new MlaFamily(latent("bfloat16").orElseThrow(), latent("fp8_block"));
    CollectiveFamily collectives =
        new CollectiveFamily(
            collective("fused_all_reduce", true, "all_reduce"),
            collective("all_reduce", false, "all_reduce"),
            collective("all_gather", false, "all_gather"),
            collective("reduce_scatter", false, "reduce_scatter"));
    return new FittedGpu(
        gpu,
        products,
        decode,
        prefill,
        experts,
        latent,
        collectives,
        families,
        LayerSums.of(gpu, tables),
        corrections);
  }

  private <C> C keep(Fitted<C> fitted, String correction) {
    families.add(fitted);
    fitted.correction().ifPresent(table -> corrections.put(correction, table));
    return fitted.coefficients();
  }

  private Optional<GemmCoefficients> products(String dtype, WeightFormat format) {
    List<GemmPoint> points = tables.gemm(dtype);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        keep(
            new GemmFit(form(gpu, format), points).fit("gemm " + format.id()),
            "gemm_" + format.id()));
  }

  /** The products' form of a format as it was measured. */
  static GemmForm form(MeasuredGpu gpu, WeightFormat format) {
    return new GemmForm(
        gpu.rates(),
        format.tflops(gpu.gpu()) * 1e6,
        format,
        format == WeightFormat.NVFP4 ? 1 : WEIGHT_COPIES,
        format == WeightFormat.FP8 ? 256 : 128);
  }

  private static String shortName(String dtype) {
    return dtype.equals("bfloat16") ? "bf16" : dtype;
  }

  private Optional<DecodeAttentionCoefficients> decode(String kvType, int kvBytes) {
    List<DecodePoint> points = tables.decode(kvType);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    String name = shortName(kvType);
    DecodeFit.Result result =
        new DecodeFit(gpu.rates(), kvBytes, points).fit("decode attention " + name);
    if (result.windowed() != null) {
      keep(result.windowed(), "decode_" + name + "_window");
    }
    return Optional.of(keep(result.full(), "decode_" + name));
  }

  private Optional<PrefillAttentionCoefficients> prefill(String kvType, int kvBytes) {
    List<PrefillPoint> points = tables.prefill(kvType);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    String name = shortName(kvType);
    PrefillFit.Result result =
        new PrefillFit(gpu.rates(), kvBytes, points).fit("prefill attention " + name);
    if (result.windowed() != null) {
      keep(result.windowed(), "prefill_" + name + "_window");
    }
    return Optional.of(keep(result.full(), "prefill_" + name));
  }

  /**
   * On Hopper the per-tensor fp8 kernel ran untuned: 1.5 us per expert; serving does not use it.
   */
  private boolean isUntuned(WeightFormat format) {
    return format == WeightFormat.FP8 && gpu.gpu().architecture().startsWith("Hopper");
  }

  private Optional<MoeCoefficients> experts(WeightFormat format) {
    List<MoePoint> points = tables.moe(format);
    if (points.isEmpty() || isUntuned(format)) {
      return Optional.empty();
    }
    String name = "moe_" + format.id();
    MoeFit.Result result = new MoeFit(expertForm(gpu, format), points).fit("moe " + format.id());
    MoeCoefficients coefficients = keep(result.all(), name);
    result.byModel().forEach((model, table) -> corrections.put(name + "/" + model, table));
    return Optional.of(coefficients);
  }

  /** The experts' form of a format as it was measured. */
  static MoeForm expertForm(MeasuredGpu gpu, WeightFormat format) {
    return new MoeForm(gpu.rates(), format.tflops(gpu.gpu()) * 1e6, format, !gpu.isOldEngine());
  }

  private Optional<MlaCoefficients> latent(String format) {
    List<MlaPoint> points = tables.latent(format);
    // On L40S the block-wise kernel was launched at a floor above its own time.
    if (points.isEmpty() || (format.equals("fp8_block") && gpu.gpu().id().equals("l40s"))) {
      return Optional.empty();
    }
    MlaFit fit = new MlaFit(gpu.rates(), f -> f.tflops(gpu.gpu()) * 1e6, points);
    return Optional.of(keep(fit.fit("mla " + shortName(format)), ""));
  }

  private CollectiveCoefficients collective(String name, boolean ofEngine, String operation) {
    CollectiveFit fit = collectiveFit(gpu, tables, ofEngine, operation);
    return keep(fit.fit(name.replace('_', ' ')), name);
  }

  /** The fit of one kind of collective. */
  static CollectiveFit collectiveFit(
      MeasuredGpu gpu, OperatorTables tables, boolean ofEngine, String operation) {
    return new CollectiveFit(
        gpu.gpu().scaleUpGbPerSecondPerDirection() * 1e3,
        operation.equals("all_reduce") ? 2 : 1,
        tables.collective(ofEngine, operation));
  }
}
