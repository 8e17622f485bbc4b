package io.foretoken.validation.measured;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.ModelEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which suite a row of {@code silicon-serving} belongs to. */
final class SiliconServingSuites {
  /** Tier A, dense models. */
  static final String DENSE = "silicon-serving-dense";

  /** Tier A, gpt-oss. */
  static final String GPT_OSS = "silicon-serving-gpt-oss";

  /** Tier A, MiniMax and DeepSeek-R1 on H100, H200, B200. */
  static final String MOE = "silicon-serving-moe";

  /** Tier A, the other mixtures of experts. */
  static final String MOE_OTHER = "silicon-serving-moe-other";

  /** Tier B, aggregated: the vendor's own runs. */
  static final String VENDOR = "silicon-serving-vendor";

  /** What is in no suite: tier C, and disaggregated deployments. */
  static final String UNSCORED = "silicon-serving-unscored";

  private static final List<String> MOE_MODELS = List.of("minimax", "deepseek-r1");
  private static final List<String> MOE_GPUS = List.of("h100", "h200", "b200");

  private SiliconServingSuites() {}

  static String of(Catalog catalog, String tier, String mode, String model, String gpu) {
    if (!mode.equals("aggregated") || tier.equals("C")) {
      return UNSCORED;
    }
    if (tier.equals("B")) {
      return VENDOR;
    }
    String lower = model.toLowerCase(Locale.ROOT);
    if (lower.contains("gpt-oss")) {
      return GPT_OSS;
    }
    Optional<ModelEntry> entry = catalog.findModel(model);
    if (entry.isPresent() && entry.get().shape().moe().isEmpty()) {
      return DENSE;
    }
    boolean listed =
        MOE_MODELS.stream().anyMatch(lower::contains)
            && MOE_GPUS.stream().anyMatch(gpu.toLowerCase(Locale.ROOT)::startsWith);
    return listed ? MOE : MOE_OTHER;
  }
}
