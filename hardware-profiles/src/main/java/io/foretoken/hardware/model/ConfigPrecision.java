package io.foretoken.hardware.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The number format of a checkpoint's weights.
 *
 * @param format such as "bf16" or "fp8_block"
 * @param parts "all", or "experts" where only they are in that format
 */
record ConfigPrecision(String format, String parts) {
  private static final String ALL = "all";
  private static final String EXPERTS = "experts";

  /**
   * Reads {@code quantization_config}, else the data type. fp32 and a missing type become bf16:
   * engines convert such weights when they load them.
   */
  static ConfigPrecision read(ConfigFields text, ConfigFields whole, boolean hasExperts) {
    Optional<ConfigFields> quantization =
        whole.child("quantization_config").or(() -> text.child("quantization_config"));
    if (quantization.isPresent()) {
      return quantized(quantization.get(), hasExperts);
    }
    String type =
        text.text("torch_dtype", "dtype").or(() -> whole.text("torch_dtype", "dtype")).orElse("");
    return new ConfigPrecision(
        type.endsWith("float16") && !type.contains("b") ? "fp16" : "bf16", ALL);
  }

  private static ConfigPrecision quantized(ConfigFields fields, boolean hasExperts) {
    String method = fields.text("quant_method").orElse("").toLowerCase(Locale.ROOT);
    String parts = hasExperts && sparesAttention(fields) ? EXPERTS : ALL;
    return switch (method) {
      case "fp8" ->
          new ConfigPrecision(fields.has("weight_block_size") ? "fp8_block" : "fp8", parts);
      case "fbgemm_fp8" -> new ConfigPrecision("fp8", parts);
      case "mxfp4" -> new ConfigPrecision("mxfp4", EXPERTS);
      case "awq", "gptq", "auto-round" ->
          new ConfigPrecision(fields.countOr(4, "bits") == 8 ? "int8" : "int4", parts);
      case "bitsandbytes" ->
          new ConfigPrecision(fields.flag("load_in_8bit", false) ? "int8" : "int4", parts);
      case "compressed-tensors" -> new ConfigPrecision(compressed(fields), parts);
      case "modelopt", "modelopt_fp4" -> new ConfigPrecision(modelOpt(fields), parts);
      default -> {
        if (method.isEmpty()) {
          fields.missing("quant_method");
        } else {
          fields.problem(
              "quant_method",
              "unknown quantisation \"" + method + "\"",
              "known: fp8, fbgemm_fp8, mxfp4, awq, gptq, auto-round, bitsandbytes,"
                  + " compressed-tensors, modelopt");
        }
        yield new ConfigPrecision("bf16", ALL);
      }
    };
  }

  private static String compressed(ConfigFields fields) {
    String weights = "config_groups.group_0.weights.";
    int bits = fields.countOr(8, weights + "num_bits");
    String type = fields.text(weights + "type").orElse("float");
    if (type.equals("int")) {
      return bits == 4 ? "int4" : "int8";
    }
    if (bits == 4) {
      return "nvfp4";
    }
    return fields.text(weights + "strategy").orElse("").equals("block") ? "fp8_block" : "fp8";
  }

  private static String modelOpt(ConfigFields fields) {
    String algorithm = fields.text("quant_algo").orElse("FP8").toUpperCase(Locale.ROOT);
    if (algorithm.contains("FP4")) {
      return "nvfp4";
    }
    if (!algorithm.contains("FP8")) {
      fields.problem("quant_algo", "unknown algorithm \"" + algorithm + "\"", "known: FP8, NVFP4");
    }
    return "fp8";
  }

  /** Whether the list of modules left alone names the attention. */
  private static boolean sparesAttention(ConfigFields fields) {
    List<String> spared = fields.texts("ignore", "modules_to_not_convert").orElse(List.of());
    return spared.stream().anyMatch(name -> name.contains("attn") || name.contains("attention"));
  }
}
