package io.foretoken.validation.measured;

import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.validation.table.TableRow;
import io.foretoken.validation.table.UnusableRunException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of {@code recipe-by-row.csv} under each engine's own names. */
final class EngineKnobs {
  private static final Pattern ATTENTION_DP =
      Pattern.compile("attention_dp_config:([a-z_]+(?:=\\w+)?(?:,[a-z_]+(?:=\\w+)?)*)");

  private EngineKnobs() {}

  /** Settings that are there; blank ones keep the engine's default. */
  static Map<String, String> of(String engine, TableRow recipe) {
    Map<String, String> knobs = new TreeMap<>();
    switch (engine) {
      case "vllm" -> {
        put(knobs, "batching.max_num_seqs", recipe, "max_running");
        put(knobs, "batching.max_num_batched_tokens", recipe, "max_batched_tokens");
        put(knobs, "memory.gpu_memory_utilization", recipe, "mem_fraction");
        put(knobs, "memory.block_size", recipe, "block_size");
        flag(knobs, "batching.async_scheduling", recipe, "async_scheduling");
      }
      case "sglang" -> {
        put(knobs, "batching.max_running_requests", recipe, "max_running");
        put(knobs, "batching.chunked_prefill_size", recipe, "max_batched_tokens");
        put(knobs, "batching.max_prefill_tokens", recipe, "max_prefill_tokens");
        put(knobs, "batching.scheduler_recv_interval", recipe, "scheduler_recv_interval");
        put(knobs, "memory.mem_fraction_static", recipe, "mem_fraction");
      }
      case "tensorrt-llm" -> {
        put(knobs, "batching.max_batch_size", recipe, "max_running");
        put(knobs, "batching.max_num_tokens", recipe, "max_batched_tokens");
        put(knobs, "batching.batch_wait_timeout_iters", recipe, "batch_wait_timeout_iters");
        put(knobs, "batching.batch_wait_max_tokens_ratio", recipe, "batch_wait_max_tokens_ratio");
        put(knobs, "memory.free_gpu_memory_fraction", recipe, "mem_fraction");
      }
      default -> throw new UnusableRunException(SkipKind.POLICY, "no engine \"" + engine + "\"");
    }
    put(knobs, EngineKnob.SEQUENCE_TOKENS.key(engine), recipe, "max_model_len");
    flag(knobs, "memory.enable_prefix_caching", recipe, "prefix_cache");
    put(knobs, "api.stream_interval", recipe, "stream_interval");
    recipe
        .flag("allreduce_fusion")
        .ifPresent(on -> knobs.put("compilation.allreduce_fusion", on.toString()));
    String graphs = recipe.text("cuda_graph_mode").toLowerCase(Locale.ROOT);
    if (engine.equals("vllm") && !graphs.isEmpty()) {
      knobs.put("compilation.cudagraph_mode", graphs);
    }
    return knobs;
  }

  /**
   * The {@code attention_dp_config} of a launch script, which it sets where attention runs on
   * data-parallel ranks.
   *
   * @param settings the script's further settings, such as {@code
   *     attention_dp_config:batching_wait_iters=0,enable_balance,timeout_iters=60}
   */
  static void addAttentionDp(Map<String, String> knobs, String engine, String settings) {
    Matcher config = ATTENTION_DP.matcher(settings);
    if (!engine.equals("tensorrt-llm") || !config.find()) {
      return;
    }
    for (String setting : config.group(1).split(",", -1)) {
      String[] halves = setting.split("=", 2);
      knobs.put("batching.attention_dp." + halves[0], halves.length == 1 ? "true" : halves[1]);
    }
  }

  private static void put(Map<String, String> knobs, String path, TableRow recipe, String column) {
    if (recipe.isBlank(column)) {
      return;
    }
    double value = recipe.number(column, 0, 1e9);
    knobs.put(
        path,
        value == Math.rint(value) && value > 1 ? Long.toString((long) value) : recipe.text(column));
  }

  private static void flag(Map<String, String> knobs, String path, TableRow recipe, String column) {
    recipe.flag(column).ifPresent(on -> knobs.put(path, on.toString()));
  }
}
