package io.foretoken.validation.measured;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.Version;
import io.foretoken.hardware.model.CachedElements;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.model.ParameterCount;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.WeightFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that {@code trtllm-bench throughput} gives an engine for requests of one length: a
 * running limit and a token budget from what it believes the KV cache to hold. As in its sources,
 * {@code tensorrt_llm/bench/build/tuning.py} ({@code finetune_setting}) and {@code
 * bench/benchmark/utils/general.py} ({@code get_settings}), Apache-2.0; the published tables that
 * use it say so, and that they give 0.95 of the free memory to the cache.
 */
final class TrtllmBench {
  private static final double FREE_MEMORY_SHARE = 0.95;
  private static final double GIB = 1024.0 * 1024 * 1024;
  private static final int MOST_SEQUENCES = 4096;
  private static final int MOST_TOKENS = 32_768;

  /** First version that runs a model without compiling it, which then does not split prompts. */
  private static final Version UNCOMPILED = Version.of("0.19");

  private TrtllmBench() {}

  /**
   * Adds the settings.
   *
   * @param kvCache format of the KV cache, empty for 16 bits
   * @param gpus of one engine
   * @param version of the engine, empty for the newest
   */
  static void addTo(
      Map<String, String> knobs,
      Catalog catalog,
      String modelName,
      String weightName,
      String kvCache,
      String gpuName,
      int gpus,
      int input,
      int output,
      String version) {
    Optional<ModelEntry> entry = catalog.findModel(modelName);
    Optional<GpuEntry> found = catalog.findGpu(gpuName);
    Optional<WeightFormat> weights = WeightFormat.of(weightName);
    if (entry.isEmpty() || found.isEmpty() || weights.isEmpty()) {
      return; // cannot be simulated, which is for the replay to say
    }
    GpuSpec gpu = found.get().spec();
    ModelShape model = entry.get().shape();
    double weightGib =
        ParameterCount.of(model).total() * Math.floor(2 * weights.get().bytesPerWeight()) / 2 / GIB;
    double free = gpu.visibleMemoryGib() * gpus - weightGib;
    CachedElements cached = CachedElements.of(model);
    double tokenBytes =
        (double) (cached.growing() + cached.window())
            * KvCacheFormat.of(kvCache).orElse(KvCacheFormat.BF16).bytesPerElement();
    double requests = FREE_MEMORY_SHARE * free * GIB / (tokenBytes * (input + output));
    double sequences = Math.min(requests, MOST_SEQUENCES);
    int running = sequences(sequences);
    int tokens = tokens(Math.min(sequences * (1 + (double) input / output), MOST_TOKENS));
    boolean splits = !version.isEmpty() && Version.of(version).compareTo(UNCOMPILED) < 0;
    knobs.put("batching.max_batch_size", Integer.toString(running));
    knobs.put(
        "batching.max_num_tokens",
        Integer.toString(splits ? tokens : Math.max(tokens, input + running)));
    knobs.put("batching.enable_chunked_prefill", Boolean.toString(splits));
    knobs.put("memory.free_gpu_memory_fraction", Double.toString(FREE_MEMORY_SHARE));
  }

  /** Rounded up: "slightly optimistic". */
  private static int sequences(double raw) {
    if (raw < 256) {
      return Math.max(64, roundedUp(raw, 32));
    }
    return roundedUp(raw, raw < 1024 ? 128 : 256);
  }

  private static int tokens(double raw) {
    if (raw < 4096) {
      return Math.max(2048, roundedUp(raw, 256));
    }
    return roundedUp(raw, raw < 8192 ? 512 : 1024);
  }

  private static int roundedUp(double value, int grain) {
    return grain * (int) Math.ceil(value / grain);
  }
}
