package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.WeightFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables of one GPU, as points. */
final class OperatorTables {
  private final Path folder;

  /**
   * Tables of a folder; a missing one has no points.
   *
   * @param folder holds {@code gemm.csv.gz} and the like
   */
  OperatorTables(Path folder) {
    this.folder = folder;
  }

  /** Products, by the table's name of their format. */
  List<GemmPoint> gemm(String dtype) {
    return TableFile.read(
        folder,
        "gemm",
        row ->
            row.text("dtype").equals(dtype)
                ? new GemmPoint(row.number("m"), row.number("n"), row.number("k"), row.micros())
                : null);
  }

  /** Decode attention, by the table's name of the cache's format. */
  List<DecodePoint> decode(String kvType) {
    return TableFile.read(
        folder,
        "attention_decode",
        row ->
            row.text("kv_dtype").equals(kvType)
                ? new DecodePoint(
                    row.number("q_heads"),
                    row.number("kv_heads"),
                    row.number("head_dim"),
                    row.number("window"),
                    row.number("batch"),
                    row.number("kv_len"),
                    row.micros())
                : null);
  }

  /** Prefill attention, likewise. */
  List<PrefillPoint> prefill(String kvType) {
    return TableFile.read(
        folder,
        "attention_prefill",
        row ->
            row.text("kv_dtype").equals(kvType)
                ? new PrefillPoint(
                    row.number("q_heads"),
                    row.number("kv_heads"),
                    row.number("head_dim"),
                    row.number("window"),
                    row.number("batch"),
                    row.number("q_len"),
                    row.micros())
                : null);
  }

  /** Expert layers. */
  List<MoePoint> moe(WeightFormat format) {
    String dtype =
        switch (format) {
          case BF16 -> "bfloat16";
          case INT4 -> "int4_wo";
          case MXFP4 -> "w4a16_mxfp4";
          default -> format.id();
        };
    return TableFile.read(
        folder,
        "moe",
        row ->
            row.text("dtype").equals(dtype) && isServed(format, row.text("kernel"))
                ? new MoePoint(
                    row.number("hidden"),
                    row.number("expert_inter"),
                    row.number("experts"),
                    row.number("top_k"),
                    row.number("moe_tp"),
                    row.number("moe_ep"),
                    row.text("routing"),
                    row.number("tokens"),
                    row.micros())
                : null);
  }

  /** mxfp4 is gpt-oss's format; a model of another family in it runs other kernels. */
  private static boolean isServed(WeightFormat format, String kernel) {
    return format != WeightFormat.MXFP4 || kernel.contains("gptoss");
  }

  /** Blocks with latent attention, by the table's name of the projections' format. */
  List<MlaPoint> latent(String format) {
    List<MlaPoint> points = new ArrayList<>(latent(format, true));
    points.addAll(latent(format, false));
    return points;
  }

  private List<MlaPoint> latent(String format, boolean decode) {
    return TableFile.read(
        folder,
        decode ? "mla_decode" : "mla_prefill",
        row ->
            row.text("dtype").equals("bfloat16") && row.text("gemm_dtype").equals(format)
                ? new MlaPoint(
                    decode,
                    row.number("heads"),
                    row.number("batch"),
                    row.number(decode ? "kv_len" : "q_len"),
                    row.text("kv_dtype").equals("fp8") ? 1 : 2,
                    format,
                    row.micros())
                : null);
  }

  /** Collectives of 16-bit elements: the engine's within a graph, or the library's. */
  List<CollectivePoint> collective(boolean ofEngine, String operation) {
    String variant = ofEngine ? "vllm_graph" : "nccl_tests";
    String dtype = ofEngine ? "bfloat16" : "half";
    return TableFile.read(
        folder,
        "collectives",
        row ->
            row.text("variant").equals(variant)
                    && row.text("op").equals(operation)
                    && row.text("dtype").equals(dtype)
                ? new CollectivePoint(row.number("gpus"), row.large("bytes"), row.micros())
                : null);
  }
}
