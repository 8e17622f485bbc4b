package io.foretoken.hardware;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.model.ModelShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Datasheets and models with round ids, written out so that tests do not hang on the catalogue. */
public final class Fixtures {
  public static final GpuSpec H100 =
      gpu(
          "h100-sxm-80gb",
          "Hopper",
          9.0,
          989.4,
          1978.9,
          0,
          79.65,
          79.15,
          3350,
          50,
          132,
          450,
          8,
          700);
  public static final GpuSpec H200 =
      gpu("h200-sxm-141gb", "Hopper", 9.0, 989, 1979, 0, 140.4, 139.5, 4800, 50, 132, 450, 8, 700);
  public static final GpuSpec A100 =
      gpu("a100-sxm-80gb", "Ampere", 8.0, 312, 0, 0, 80, 79.2, 2039, 40, 108, 300, 8, 400);
  public static final GpuSpec B200 =
      gpu(
          "b200-sxm",
          "Blackwell",
          10.0,
          2250,
          4500,
          9000,
          179.06,
          178,
          7700,
          126,
          148,
          900,
          8,
          1000);
  public static final GpuSpec GB200 =
      gpu(
          "gb200",
          "Blackwell",
          10.0,
          2500,
          5000,
          10000,
          185.03,
          184,
          8000,
          126,
          148,
          900,
          72,
          1200);
  public static final GpuSpec L40S =
      gpu("l40s", "Ada", 8.9, 362.05, 733, 0, 44.99, 44.09, 864, Double.NaN, 142, 31, 1, 350);
  public static final GpuSpec RTX_PRO_6000 =
      gpu(
          "rtx-pro-6000-server",
          "Blackwell",
          12.0,
          467.8,
          935.6,
          1871.2,
          95.59,
          94.9,
          1597,
          Double.NaN,
          188,
          63,
          1,
          600);
  public static final GpuSpec RTX_4090 =
      gpu("rtx-4090", "Ada", 8.9, 165.2, 330.3, 0, 24, 23.52, 1008, 72, 128, 31, 1, 450);

  /** GPUs of families. */
  public static final GpuSpec L4 =
      gpu("l4", "Ada", 8.9, 121, 242, 0, 22.49, 22.0, 300, 48, 58, 31, 1, 72);

  public static final GpuSpec A10 =
      gpu("a10", "Ampere", 8.6, 125, 0, 0, 22.49, 22.0, 600, 6, 72, 31, 1, 150);
  public static final GpuSpec MI300X =
      gpu("mi300x", "CDNA3", Double.NaN, 1307.4, 2614.9, 0, 192, 190, 5300, 32, 304, 448, 8, 750);
  public static final GpuSpec T4 =
      gpu("t4", "Turing", 7.5, 65, 0, 0, 15, 14.8, 320, 4, 40, 16, 1, 70);
  public static final GpuSpec B300 =
      gpu(
          "b300-sxm",
          "Blackwell Ultra",
          10.3,
          2250,
          4500,
          14000,
          268.59,
          266,
          7750,
          126,
          0,
          900,
          8,
          1400);
  public static final GpuSpec RTX_5090 =
      gpu("rtx-5090", "Blackwell", 12.0, 209.5, 419, 1676, 32, 31.4, 1792, 96, 170, 63, 1, 575);

  public static final List<GpuSpec> MEASURED =
      List.of(H100, H200, A100, B200, GB200, L40S, RTX_PRO_6000, RTX_4090);
  public static final List<GpuSpec> ALL =
      List.of(
          H100,
          H200,
          A100,
          B200,
          GB200,
          L40S,
          RTX_PRO_6000,
          RTX_4090,
          L4,
          A10,
          MI300X,
          T4,
          B300,
          RTX_5090);

  public static final ModelShape LLAMA_8B =
      dense("llama-3.1-8b", 32, 4096, 32, 8, 14336, 128256, false, false, 131072);
  public static final ModelShape LLAMA_70B =
      dense("llama-3.1-70b", 80, 8192, 64, 8, 28672, 128256, false, false, 131072);
  public static final ModelShape LLAMA2_7B =
      dense("llama-2-7b", 32, 4096, 32, 32, 11008, 32000, false, false, 4096);
  public static final ModelShape LLAMA2_70B =
      dense("llama-2-70b", 80, 8192, 64, 8, 28672, 32000, false, false, 4096);
  public static final ModelShape CODELLAMA_34B =
      dense("codellama-34b", 48, 8192, 64, 8, 22016, 32000, false, false, 16384);
  public static final ModelShape YI_34B =
      dense("yi-34b", 60, 7168, 56, 8, 20480, 64000, false, false, 4096);
  public static final ModelShape NEMO_12B =
      dense("mistral-nemo-12b", 40, 5120, 32, 8, 14336, 131072, false, false, 131072);
  public static final ModelShape QWEN25_7B =
      dense("qwen2.5-7b", 28, 3584, 28, 4, 18944, 152064, false, true, 32768);
  public static final ModelShape QWEN3_14B =
      dense("qwen3-14b", 40, 5120, 40, 8, 17408, 151936, false, false, 40960);
  public static final ModelShape QWEN3_0_6B =
      dense("qwen3-0.6b", 28, 1024, 16, 8, 3072, 151936, true, false, 40960);

  public static final ModelShape MIXTRAL_8X7B =
      new ModelShape(
          "mixtral-8x7b",
          32,
          4096,
          32000,
          false,
          new ModelShape.Attention(32, 8, 128, 128, false, Optional.empty()),
          new ModelShape.LayerKinds(32, 0, 0, 0, 0),
          new ModelShape.DenseMlp(0, 14336, true),
          Optional.of(new ModelShape.Moe(32, 8, 2, 14336, 0, true)),
          32768,
          "bf16");

  public static final ModelShape QWEN3_30B_A3B =
      new ModelShape(
          "qwen3-30b-a3b",
          48,
          2048,
          151936,
          false,
          new ModelShape.Attention(32, 4, 128, 128, false, Optional.empty()),
          new ModelShape.LayerKinds(48, 0, 0, 0, 0),
          new ModelShape.DenseMlp(0, 6144, true),
          Optional.of(new ModelShape.Moe(48, 128, 8, 768, 0, true)),
          40960,
          "bf16");

  public static final ModelShape DEEPSEEK_V3 =
      new ModelShape(
          "deepseek-v3",
          61,
          7168,
          129280,
          false,
          new ModelShape.Attention(
              128, 128, 192, 128, false, Optional.of(new ModelShape.Mla(1536, 512, 128, 64))),
          new ModelShape.LayerKinds(61, 0, 0, 0, 0),
          new ModelShape.DenseMlp(3, 18432, true),
          Optional.of(new ModelShape.Moe(58, 256, 8, 2048, 2048, true)),
          163840,
          "fp8_block");

  public static final ModelShape GEMMA_3_12B =
      new ModelShape(
          "gemma-3-12b",
          48,
          3840,
          262144,
          true,
          new ModelShape.Attention(16, 8, 256, 256, false, Optional.empty()),
          new ModelShape.LayerKinds(8, 40, 0, 0, 1024),
          new ModelShape.DenseMlp(48, 15360, true),
          Optional.empty(),
          131072,
          "bf16");

  /** Two matrices per MLP rather than three. */
  public static final ModelShape NEMOTRON_340B =
      new ModelShape(
          "nemotron-4-340b",
          96,
          18432,
          256000,
          false,
          new ModelShape.Attention(96, 8, 192, 192, false, Optional.empty()),
          new ModelShape.LayerKinds(96, 0, 0, 0, 0),
          new ModelShape.DenseMlp(96, 73728, false),
          Optional.empty(),
          4096,
          "bf16");

  public static final List<ModelShape> MODELS =
      List.of(
          LLAMA_8B,
          LLAMA_70B,
          LLAMA2_7B,
          CODELLAMA_34B,
          QWEN3_14B,
          QWEN3_0_6B,
          MIXTRAL_8X7B,
          QWEN3_30B_A3B,
          DEEPSEEK_V3,
          GEMMA_3_12B,
          NEMOTRON_340B);

  private Fixtures() {}

  private static ModelShape dense(
      String id,
      int layers,
      int hidden,
      int heads,
      int kvHeads,
      int intermediate,
      int vocab,
      boolean tied,
      boolean bias,
      int context) {
    return new ModelShape(
        id,
        layers,
        hidden,
        vocab,
        tied,
        new ModelShape.Attention(heads, kvHeads, 128, 128, bias, Optional.empty()),
        new ModelShape.LayerKinds(layers, 0, 0, 0, 0),
        new ModelShape.DenseMlp(layers, intermediate, true),
        Optional.empty(),
        context,
        "bf16");
  }

  private static GpuSpec gpu(
      String id,
      String architecture,
      double capability,
      double bf16,
      double fp8,
      double fp4,
      double visible,
      double cuda,
      double bandwidth,
      double l2,
      int processors,
      double link,
      int domain,
      double watts) {
    return new GpuSpec(
        id,
        id,
        architecture,
        capability,
        bf16,
        fp8 > 0 ? OptionalDouble.of(fp8) : OptionalDouble.empty(),
        OptionalDouble.of(2 * bf16),
        fp4 > 0 ? OptionalDouble.of(fp4) : OptionalDouble.empty(),
        visible,
        cuda,
        bandwidth,
        l2,
        processors,
        link,
        domain == 1,
        domain,
        watts,
        "high",
        "test");
  }
}
