package io.foretoken.validation.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What benchmark files say of a server under all kinds of keys: {@code --metadata tp=2}, a server's
 * own arguments, columns of a sweep. Keys are those of the engines' flags and their usual short
 * forms; others are passed over.
 */
final class ServerFacts {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._+-]{1,64}");
  private static final Pattern DEGREE = Pattern.compile("[1-9][0-9]{0,3}(?:\\.0)?");

  private static final Map<String, List<String>> SPELLINGS =
      Map.ofEntries(
          Map.entry("tensor", List.of("tp", "tp_size", "tensor_parallel_size", "tensor_parallel")),
          Map.entry("pipeline", List.of("pp", "pp_size", "pipeline_parallel_size")),
          Map.entry("data", List.of("dp", "dp_size", "data_parallel_size")),
          Map.entry(
              "expert",
              List.of("ep", "ep_size", "expert_parallel_size", "moe_expert_parallel_size")),
          Map.entry("replicas", List.of("replicas", "num_replicas")),
          Map.entry("gpu", List.of("gpu", "gpu_type", "gpu_name", "hw", "hardware", "accelerator")),
          Map.entry("engine", List.of("engine", "framework")),
          Map.entry(
              "version", List.of("version", "engine_version", "vllm_version", "sglang_version")),
          Map.entry("weights", List.of("weights", "precision", "quantization", "dtype")),
          Map.entry("kv_cache", List.of("kv_cache_dtype")));

  private static final Map<String, String> FORMATS =
      Map.of(
          "bfloat16", "bf16", "float16", "fp16", "half", "fp16", "fp8_e4m3", "fp8", "fp4", "nvfp4");
  private static final Set<String> NO_FORMAT = Set.of("auto", "none", "null", "");

  /** Knobs by their engine's own names, each below which section of a scenario's engine. */
  private static final Map<String, List<String>> KNOBS =
      Map.of(
          "batching",
          List.of(
              "max_num_seqs",
              "max_num_batched_tokens",
              "enable_chunked_prefill",
              "async_scheduling",
              "long_prefill_token_threshold",
              "max_running_requests",
              "chunked_prefill_size",
              "max_prefill_tokens",
              "enable_mixed_chunk",
              "schedule_conservativeness",
              "max_batch_size",
              "max_num_tokens"),
          "memory",
          List.of(
              "gpu_memory_utilization",
              "block_size",
              "enable_prefix_caching",
              "max_model_len",
              "num_gpu_blocks_override",
              "mem_fraction_static",
              "page_size",
              "context_length",
              "free_gpu_memory_fraction",
              "tokens_per_block",
              "max_seq_len"),
          "api",
          List.of("api_server_count", "stream_interval"));

  private static final Map<String, String> MEANINGS = meanings();

  private final Map<String, String> found = new HashMap<>();
  private final Map<String, String> knobs = new TreeMap<>();

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new HashMap<>();
    SPELLINGS.forEach((fact, keys) -> keys.forEach(key -> meanings.put(key, fact)));
    KNOBS.forEach((section, keys) -> keys.forEach(key -> meanings.put(key, section + "." + key)));
    meanings.put("num_gpu_blocks", "memory.num_gpu_blocks_override");
    return Map.copyOf(meanings);
  }

  /** Takes a key over, if it says something of a server. */
  void put(String key, String value) {
    String meaning = MEANINGS.get(key.toLowerCase(Locale.ROOT).replace('-', '_'));
    String plain = value.strip();
    if (meaning == null || plain.isEmpty() || plain.equals("null")) {
      return;
    }
    if (!meaning.contains(".")) {
      found.putIfAbsent(meaning, plain);
    } else if (PLAIN.matcher(plain).matches()) {
      knobs.put(meaning, lower(plain));
    }
  }

  /** Sets a knob by its path below a scenario's engine. */
  void knob(String path, String value) {
    knobs.put(path, value);
  }

  /** The same of a number. */
  void put(String key, double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE;
    put(key, whole ? Long.toString((long) value) : Double.toString(value));
  }

  /** {@code True} and {@code False} are Python's. */
  private static String lower(String value) {
    return value.equals("True") || value.equals("False") ? value.toLowerCase(Locale.ROOT) : value;
  }

  /** What was found. */
  StatedSetup setup(String model, String engine) {
    return new StatedSetup(
        model,
        format("weights"),
        format("kv_cache"),
        found.getOrDefault("gpu", ""),
        engine(found.getOrDefault("engine", engine)),
        found.getOrDefault("version", ""),
        degree("replicas"),
        degree("tensor"),
        degree("pipeline"),
        degree("data"),
        degree("expert"),
        knobs);
  }

  /** From the names that benchmarks give engines to those of scenarios. */
  static String engine(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    if (lower.startsWith("trt") || lower.startsWith("tensorrt")) {
      return "tensorrt-llm";
    }
    if (lower.startsWith("sgl")) {
      return "sglang";
    }
    return lower.startsWith("vllm") || lower.contains("vllm") ? "vllm" : "";
  }

  private String format(String fact) {
    String written = found.getOrDefault(fact, "").toLowerCase(Locale.ROOT);
    return NO_FORMAT.contains(written) ? "" : FORMATS.getOrDefault(written, written);
  }

  private int degree(String fact) {
    String written = found.getOrDefault(fact, "");
    return DEGREE.matcher(written).matches() ? (int) Double.parseDouble(written) : 0;
  }
}
