package io.foretoken.validation.measured;

import io.foretoken.validation.table.TableRow;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The engine columns that the two sets of vLLM runs have in common. */
final class VllmRow {
  private static final int MAX = 100_000_000;

  private VllmRow() {}

  /** Whether the run was kept back, so that nothing can have been fitted on it. */
  /** "CPU offload means an 8 GiB offloading connector", one for each GPU by its block counts. */
  private static final int OFFLOAD_GIB_PER_GPU = 8;

  static boolean isHeldBack(TableRow run) {
    return run.text("split").equals("holdout");
  }

  /**
   * What served.
   *
   * @param replicas independent engines that the run's data-parallel ranks are taken for
   */
  static Setup setup(TableRow run, int replicas) {
    int tensor = run.whole("tp", 1, 1024);
    Map<String, String> knobs = new TreeMap<>();
    knobs.put("batching.max_num_seqs", Integer.toString(run.whole("max_num_seqs", 1, MAX)));
    knobs.put(
        "batching.max_num_batched_tokens",
        Integer.toString(run.whole("max_num_batched_tokens", 1, MAX)));
    run.flag("chunked_prefill")
        .ifPresent(on -> knobs.put("batching.enable_chunked_prefill", on.toString()));
    run.flag("prefix_caching")
        .ifPresent(on -> knobs.put("memory.enable_prefix_caching", on.toString()));
    put(knobs, "memory.max_model_len", run, "max_model_len");
    put(knobs, "memory.block_size", run, "block_size_tokens");
    put(knobs, "memory.num_gpu_blocks_override", run, "gpu_kv_blocks");
    if (run.text("kv_cpu_offload").equals("true")) {
      knobs.put("memory.kv_offloading_size", Integer.toString(OFFLOAD_GIB_PER_GPU * tensor));
    }
    run.positive("gpu_memory_utilization")
        .ifPresent(
            unused ->
                knobs.put("memory.gpu_memory_utilization", run.text("gpu_memory_utilization")));
    return new Setup(
        run.require("model"),
        run.text("weight_precision").toLowerCase(Locale.ROOT),
        "",
        run.require("gpu"),
        replicas,
        tensor,
        run.whole("pp", 1, 1024, 1),
        replicas > 1 ? 1 : run.whole("dp", 1, 1024, 1),
        1,
        "vllm",
        run.text("vllm_version"),
        knobs,
        true);
  }

  private static void put(Map<String, String> knobs, String path, TableRow run, String column) {
    if (!run.isBlank(column)) {
      knobs.put(path, Integer.toString(run.whole(column, 1, MAX)));
    }
  }
}
