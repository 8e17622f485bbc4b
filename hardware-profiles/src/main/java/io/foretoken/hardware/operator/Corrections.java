package io.foretoken.hardware.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What measurements show beyond the forms of one GPU, by family and number format. */
public final class Corrections {
  /** None: the forms alone. */
  public static final Corrections NONE = new Corrections(Map.of());

  /**
   * Names that tables may have; those of experts also followed by a slash and a model's shape,
   * {@code 4096x1536x128x8} (hidden, expert width, experts, experts per token).
   */
  public static final List<String> NAMES =
      List.of(
          "gemm_bf16",
          "gemm_fp8",
          "gemm_nvfp4",
          "decode_bf16",
          "decode_bf16_window",
          "decode_fp8",
          "decode_fp8_window",
          "prefill_bf16",
          "prefill_bf16_window",
          "prefill_fp8",
          "prefill_fp8_window",
          "moe_bf16",
          "moe_fp8",
          "moe_fp8_block",
          "moe_nvfp4",
          "moe_int4",
          "moe_mxfp4",
          "fused_all_reduce",
          "all_reduce",
          "all_gather",
          "reduce_scatter");

  /** A sliding window of more tokens is measured like none. */
  private static final int WIDE_WINDOW = 4096;

  private final Map<String, CorrectionTable> tables;

  /**
   * Corrections by name.
   *
   * @throws IllegalArgumentException for a name that is none of {@link #NAMES}
   */
  public Corrections(Map<String, CorrectionTable> tables) {
    for (String name : tables.keySet()) {
      int slash = name.indexOf('/');
      boolean ofModel = slash > 0 && name.startsWith("moe_");
      if (!NAMES.contains(ofModel ? name.substring(0, slash) : name)) {
        throw new IllegalArgumentException("no correction is called " + name);
      }
    }
    this.tables = new TreeMap<>(tables);
  }

  /** The correction of that name, if there is one. */
  public Optional<CorrectionGrid> of(String name) {
    return Optional.ofNullable(tables.get(name)).map(CorrectionTable::grid);
  }

  /** Of products of weights in {@code format}, for a GPU that multiplies in it. */
  public Optional<CorrectionGrid> gemm(WeightFormat format) {
    return switch (format) {
      case BF16, FP16 -> of("gemm_bf16");
      case FP8 -> of("gemm_fp8");
      case NVFP4 -> of("gemm_nvfp4");
      case FP8_BLOCK, INT8, INT4, MXFP4 -> Optional.empty();
    };
  }

  /**
   * Of decode attention.
   *
   * @param window tokens of the sliding window, 0 for none
   */
  public Optional<CorrectionGrid> decode(KvCacheFormat format, int window) {
    return of(attention("decode", format, window));
  }

  /** Of prefill attention, likewise. */
  public Optional<CorrectionGrid> prefill(KvCacheFormat format, int window) {
    return of(attention("prefill", format, window));
  }

  private static String attention(String phase, KvCacheFormat format, int window) {
    String name = phase + (format == KvCacheFormat.FP8 ? "_fp8" : "_bf16");
    return window > 0 && window <= WIDE_WINDOW ? name + "_window" : name;
  }

  /**
   * Of expert layers of weights in {@code format}: the model's own where it was measured, on axes
   * expert_parallel, expert_tensor, tokens; else that of all models, on axes local_experts,
   * expert_elements, tokens.
   */
  public Optional<CorrectionGrid> moe(
      WeightFormat format, int hidden, int intermediate, int experts, int topK) {
    String name = "moe_" + (format == WeightFormat.FP16 ? "bf16" : format.id());
    String model = hidden + "x" + intermediate + "x" + experts + "x" + topK;
    return of(name + "/" + model).or(() -> of(name));
  }
}
