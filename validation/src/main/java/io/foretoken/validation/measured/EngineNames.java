package io.foretoken.validation.measured;

import java.util.Locale;

/** From the names that benchmarks give engines to the names in scenarios. */
final class EngineNames {
  private EngineNames() {}

  static String canonical(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    if (lower.startsWith("trtllm") || lower.startsWith("tensorrt")) {
      return "tensorrt-llm";
    }
    return lower.startsWith("vllm") ? "vllm" : lower;
  }
}
