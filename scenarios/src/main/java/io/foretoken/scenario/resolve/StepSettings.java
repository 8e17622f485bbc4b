package io.foretoken.scenario.resolve;

import io.foretoken.hardware.step.StepPlan;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that change which times of an engine count, not how large a load is: number format
 * of the KV cache, what overlaps, what is launched as a graph, who streams.
 */
final class StepSettings {
  private StepSettings() {}

  /** By their paths in a scenario, those of the engine below {@code engine}. */
  static Map<String, String> of(StepPlan plan, EngineResolver.Knobs knobs, int apiServers) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("precision.weights", plan.precision().weights().id());
    settings.put("precision.kv_cache_dtype", plan.precision().kvCache().id());
    settings.put("engine.batching.policy", knobs.policy().policy());
    settings.put("engine.batching.async_scheduling", Boolean.toString(knobs.asyncScheduling()));
    settings.put(
        "engine.batching.enable_chunked_prefill", Boolean.toString(knobs.chunkedPrefill()));
    settings.put(
        "engine.compilation.cudagraph_mode",
        plan.engine().graphs().mode().name().toLowerCase(Locale.ROOT));
    settings.put("engine.api.api_server_count", Integer.toString(apiServers));
    settings.put("engine.api.stream_interval", Integer.toString(knobs.streamInterval()));
    return settings;
  }
}
